// The arrows between folders: each stage may use what lies to its left, never what lies to its right.
const order = [
  "error",
  "unit",
  "matrix",
  "elementary",
  "random",
  "expression",
  "book",
  "contract",
  "network",
  "model",
  "kernel",
  "paths",
  "report",
  "question",
  "cli",
  "web",
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...order.map((folder, i) => ({
      name: `${folder}-knows-only-its-left`,
      severity: "error",
      from: { path: `^src/${folder}/` },
      to: { path: `^src/(${order.slice(i + 1).join("|") || "nothing"})/` },
    })),
    {
      name: "kernel-knows-expressions-only",
      severity: "error",
      from: { path: "^src/kernel/" },
      to: { path: "^src/(book|contract|network|model)/" },
    },
    {
      name: "network-does-not-know-the-model",
      severity: "error",
      from: { path: "^src/(network|contract)/" },
      to: { path: "^src/(expression|model)/" },
    },
    {
      name: "web-does-not-know-the-command-line",
      severity: "error",
      from: { path: "^src/web/" },
      to: { path: "^src/cli/" },
    },
    {
      name: "web-runs-in-a-browser",
      severity: "error",
      from: { path: "^src/web/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-unknown-folder",
      severity: "error",
      from: {},
      to: { path: "^src/", pathNot: `^src/(${order.join("|")})/` },
    },
    {
      name: "no-cycle",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "only-doors-touch-the-world",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(cli|web)/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-dev-dependency",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/web/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-orphan",
      severity: "error",
      from: { orphan: true, path: "^src/", pathNot: "^src/index[.]ts" },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".js"] },
  },
};
