// Makes dist/: types by tsc; code by esbuild, one CommonJS file for each entry, as each file costs whoever loads it; and
// a thin ES module beside each: one implementation, two doors.

import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);

rmSync(`${root}dist`, { recursive: true, force: true });
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", root], { stdio: "inherit" });

/** The client is that of the main entry, not a second one. */
const client = {
  name: "client",
  setup: ({ onResolve }) => onResolve({ filter: /^\.\/client\.js$/ }, () => ({ path: "./index.js", external: true })),
};

await bundle("index", "dist/index.js");
await bundle("testing", "dist/testing.js", [client]);
// For the scripts and tests of this folder.
await bundle("native", "build/native.js");

function bundle(entry, file, plugins = []) {
  return build({
    entryPoints: [`${root}lib/${entry}.ts`],
    outfile: `${root}${file}`,
    plugins,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node18.20",
    logLevel: "warning",
  });
}

for (const entry of ["index", "testing"]) {
  // Named one by one, because not every tool finds names that CommonJS exports by way of other modules.
  const names = Object.keys(require(`${root}dist/${entry}.js`)).sort();
  const lines = [
    `import entry from "./${entry}.js";`,
    "",
    "export const {",
    ...names.map((name) => `  ${name},`),
    "} = entry;",
    "",
  ];
  writeFileSync(`${root}dist/${entry}.mjs`, lines.join("\n"));
  writeFileSync(`${root}dist/${entry}.d.mts`, `export * from "./${entry}.js";\n`);
}
