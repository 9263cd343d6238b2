// Builds the addon with cargo and lays it where lib/native.ts looks for it in a checkout.
// `--release` for what is shipped; `--built` takes what is there, the build of the whole workspace that all tests use.

import { execFileSync } from "node:child_process";
import { copyFileSync, renameSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { target } = createRequire(import.meta.url)(`${root}build/native.js`);
const release = process.argv.includes("--release");
const cargo = process.env.CARGO ?? "cargo";

const build = ["build", "--quiet", "-p", "welinkpark-node", ...(release ? ["--release"] : [])];
if (!process.argv.includes("--built")) {
  execFileSync(cargo, build, { cwd: root, stdio: "inherit" });
}
const metadata = execFileSync(cargo, ["metadata", "--format-version=1", "--no-deps"], { cwd: root });
const { target_directory: folder } = JSON.parse(metadata.toString());
const library = { linux: "libwelinkpark_node.so", darwin: "libwelinkpark_node.dylib", win32: "welinkpark_node.dll" };
const built = `${folder}/${release ? "release" : "debug"}/${library[process.platform]}`;

// Renamed into place: a process that has the old one loaded keeps it.
const place = `${root}welinkpark.${target()}.node`;
copyFileSync(built, `${place}.new`);
renameSync(`${place}.new`, place);
