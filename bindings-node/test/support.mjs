// What several tests need.

import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { Sandbox } from "welinkpark/testing";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The addon itself, below what users see. */
export const native = createRequire(import.meta.url)("../build/native.js").native();

/** Vectors or cases. */
export function load(path) {
  return JSON.parse(readFileSync(`${ROOT}tests/${path}`, "utf8"));
}

/** Files of a folder of tests/. */
export function list(folder) {
  return readdirSync(`${ROOT}tests/${folder}`).filter((name) => name.endsWith(".json"));
}

/** Runs one vector or case and tells what came of it, for `make conformance`; tests/README.md describes it. */
export async function telling(suite, name, run) {
  const path = process.env.WELINKPARK_OUTCOMES;
  const tell = (line) => {
    if (path) {
      appendFileSync(path, `${JSON.stringify({ language: "node", suite, case: name, ...line })}\n`);
    }
  };
  try {
    tell({ outcome: "pass", ...(await run()) });
  } catch (error) {
    tell({ outcome: "fail", problem: String(error?.message ?? error) });
    throw error;
  }
}

/** A sandbox of this checkout's program. */
export function startSandbox(options = {}) {
  return Sandbox.start({ binary: process.env.WELINKPARK_BINARY ?? `${ROOT}target/debug/welinkpark`, ...options });
}

/** Waits until `look` gives something. */
export async function until(look, what) {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await look();
    if (found) {
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`waited in vain: ${what}`);
}

/** `query_car_records` as a property. */
export function camel(name) {
  return name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

/** The typed method behind `passport.get`; for a name without one the generic call. */
export function method(client, endpoint) {
  const [group, name] = endpoint.split(".").map(camel);
  return (...given) => client[group]?.[name]?.(...given) ?? client.call(endpoint, ...given);
}
