// Installs the tarballs of a folder in an empty one, without a registry, and uses them from an ES module, from
// CommonJS and from TypeScript.
//
//   node scripts/install.mjs FOLDER

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const from = resolve(process.argv[2] ?? `${root}build/tarballs`);
const tarballs = readdirSync(from).filter((name) => /^welinkpark-.*\.tgz$/.test(name));
const folder = mkdtempSync(join(tmpdir(), "welinkpark-install-"));
const options = '{ appId: "a", secretKey: "s".repeat(24), parkId: "7" }';
const use = `console.log(new Client(${options}).parkId, typeof Sandbox.start, LaneType.Entry);`;

const programs = {
  "use.mjs": `import { Client, LaneType } from "welinkpark";\nimport { Sandbox } from "welinkpark/testing";\n${use}\n`,
  "use.cjs": `const { Client, LaneType } = require("welinkpark");\nconst { Sandbox } = require("welinkpark/testing");\n${use}\n`,
  "use.mts": `import { Client, LaneType } from "welinkpark";\nimport { Sandbox } from "welinkpark/testing";\nconst id: string = new Client(${options}).parkId;\nconsole.log(id, typeof Sandbox.start, LaneType.Entry);\n`,
};

try {
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const install = ["install", "--offline", "--silent", "--no-save", ...tarballs.map((name) => join(from, name))];
  execFileSync("npm", install, { cwd: folder, stdio: "inherit" });
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, name), text);
  }
  const compile = ["--module", "node16", "--target", "es2022", "--lib", "es2023,dom,esnext.disposable", "--strict"];
  const tsc = `${root}node_modules/typescript/bin/tsc`;
  execFileSync(process.execPath, [tsc, ...compile, "--outDir", "out", "use.mts"], { cwd: folder, stdio: "inherit" });
  for (const program of ["use.mjs", "use.cjs", "out/use.mjs"]) {
    const printed = execFileSync(process.execPath, [program], { cwd: folder }).toString();
    if (printed !== "7 function 1\n") {
      throw new Error(`${program} printed ${printed}`);
    }
  }
  console.log(`installed and used: ${tarballs.join(", ")}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
