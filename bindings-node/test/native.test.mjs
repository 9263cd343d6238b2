// Where the addon is looked for, and what is said if there is none.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { fileURLToPath } from "node:url";

import { native } from "./support.mjs";

it("an addon that does not fit is an error that names platform, libc and package", () => {
  const folder = mkdtempSync(join(tmpdir(), "welinkpark-"));
  try {
    cpSync(fileURLToPath(new URL("../dist", import.meta.url)), join(folder, "dist"), { recursive: true });
    const program = `
      const { Client, ConfigError, LaneType } = require(${JSON.stringify(join(folder, "dist", "index.js"))});
      try {
        new Client({ appId: "a", secretKey: "s".repeat(24), parkId: "1" });
      } catch (error) {
        console.log(JSON.stringify([error instanceof ConfigError, error.message, typeof LaneType]));
      }`;
    const [isOurs, message, types] = JSON.parse(execFileSync(process.execPath, ["-e", program]).toString());
    assert.ok(isOurs);
    assert.equal(types, "object", "types and errors work without the addon");
    assert.match(message, new RegExp(`platform ${process.platform}, architecture ${process.arch}`));
    assert.match(message, new RegExp(`package welinkpark-${process.platform}-${process.arch}`));
    if (process.platform === "linux") {
      assert.match(message, /libc (glibc|musl)/);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("no panic crosses into JavaScript", () => {
  // Odd data at the edges of the native half is an error or an answer, never the end of the process.
  for (const wrong of ["", "\u0000", "{", "\ud800", "[".repeat(10_000)]) {
    for (const call of [
      () => native.parseEnvelope(wrong),
      () => native.encodeParams("passport.get", wrong),
      () => native.canonicalJson("passport.get", wrong, false),
      () => native.decodeContent(wrong, { key: wrong, encrypt: true, zip: true }),
      () => native.canonicalString([wrong]),
    ]) {
      try {
        call();
      } catch (error) {
        assert.ok(!error.message.includes('"kind":"internal"'), error.message);
      }
    }
  }
});
