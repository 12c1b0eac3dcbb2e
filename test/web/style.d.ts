// Style sheets that a view imports: the bundler takes them, and they export nothing.
declare module "*.css";
