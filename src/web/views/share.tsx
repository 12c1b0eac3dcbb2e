export default function Share() {
  return <h1>Circular share</h1>;
}
