// Compiles test/types and the examples of the READMEs and the guide as users' projects would: ES module and CommonJS, with Node's and
// with bundlers' resolution.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
// Inside the package, so that it finds itself by its name, through its own `exports`.
const folder = `${root}build/types`;
const strict = { target: "es2022", lib: ["es2023", "esnext.disposable"], types: ["node"], strict: true, noEmit: true };

const projects = {
  "node16-esm": { file: "use.mts", module: "node16", moduleResolution: "node16" },
  "node16-cjs": { file: "use.cts", module: "node16", moduleResolution: "node16" },
  nodenext: { file: "use.mts", module: "nodenext", moduleResolution: "nodenext" },
  // A project that knows browsers' types only.
  "without-node": {
    file: "use.mts",
    module: "node16",
    moduleResolution: "node16",
    types: [],
    lib: [...strict.lib, "dom"],
  },
  bundler: { file: "use.ts", module: "esnext", moduleResolution: "bundler" },
};

const pages = ["README.md", "README.zh-CN.md", "../docs/guide/node.md", "../docs/zh-CN/guide/node.md"];
const examples = pages.flatMap((page) => {
  const found = [...readFileSync(`${root}${page}`, "utf8").matchAll(/```ts\n([\s\S]*?)```/g)];
  if (found.length < 2) {
    throw new Error(`${page} has lost its examples`);
  }
  return found.map(([, code]) => code);
});

rmSync(folder, { recursive: true, force: true });
for (const [name, { file, ...options }] of Object.entries(projects)) {
  mkdirSync(`${folder}/${name}`, { recursive: true });
  copyFileSync(`${root}test/types/use.ts`, `${folder}/${name}/${file}`);
  const files = [file];
  if (file === "use.mts" && options.types === undefined) {
    for (const [index, code] of examples.entries()) {
      files.push(`example${index}.mts`);
      writeFileSync(`${folder}/${name}/example${index}.mts`, code);
    }
  }
  const config = { compilerOptions: { ...strict, ...options }, files };
  writeFileSync(`${folder}/${name}/tsconfig.json`, JSON.stringify(config));
  try {
    execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", `${folder}/${name}`], {
      stdio: "inherit",
    });
  } catch {
    console.error(`types: ${name} fails`);
    process.exitCode = 1;
  }
}
