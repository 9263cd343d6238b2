// Compiles lib/ to CommonJS in dist/ and puts a thin ES module beside each entry: one implementation, two doors.

import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);

rmSync(`${root}dist`, { recursive: true, force: true });
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", root], { stdio: "inherit" });

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
