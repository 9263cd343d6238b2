// Packs what is published, into a folder: the package itself, and one package per platform whose addon lies here.
//
//   node scripts/pack.mjs FOLDER
//
// The optional dependencies are those platform packages, so that none is named that does not exist. The layout is
// that of napi-rs.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = resolve(process.argv[2] ?? `${root}build/tarballs`);
const platforms = `${root}build/npm`;
const main = `${root}build/main`;
const licenses = ["LICENSE-MIT", "LICENSE-APACHE"];

const ours = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
const { version, description, license, keywords, engines } = ours;
const common = { version, description, license, keywords, engines };

mkdirSync(out, { recursive: true });
rmSync(platforms, { recursive: true, force: true });
const packed = {};
for (const addon of readdirSync(root).filter((name) => name.endsWith(".node"))) {
  const platform = addon.slice("welinkpark.".length, -".node".length);
  const name = `welinkpark-${platform}`;
  const folder = `${platforms}/${platform}`;
  mkdirSync(folder, { recursive: true });
  cpSync(`${root}${addon}`, `${folder}/${addon}`);
  writeFileSync(`${folder}/README.md`, `# ${name}\n\nThe native addon of \`welinkpark\` for ${platform}.\n`);
  pack(folder, { name, ...common, ...machine(platform), main: addon, files: [addon, ...licenses] });
  packed[name] = version;
}

rmSync(main, { recursive: true, force: true });
mkdirSync(main, { recursive: true });
cpSync(`${root}dist`, `${main}/dist`, { recursive: true });
cpSync(`${root}README.md`, `${main}/README.md`);
const { name, main: entry, types, exports, files } = ours;
pack(main, { name, ...common, main: entry, types, exports, files, optionalDependencies: packed });

function pack(folder, manifest) {
  writeFileSync(`${folder}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  for (const license of licenses) {
    cpSync(`${root}../${license}`, `${folder}/${license}`);
  }
  execFileSync("npm", ["pack", "--silent", "--pack-destination", out], { cwd: folder, stdio: "ignore" });
}

/** Where npm installs a platform package: `linux-x64-gnu` says system, processor and, on Linux, the C library. */
function machine(platform) {
  const [os, cpu, abi] = platform.split("-");
  const libc = { gnu: "glibc", musl: "musl" }[abi];
  return { os: [os], cpu: [cpu], ...(libc === undefined ? {} : { libc: [libc] }) };
}
