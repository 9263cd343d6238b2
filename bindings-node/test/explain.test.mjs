// tests/cases/flows/explain.json: what is wrong with other implementations' requests, and with our own.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { AuthenticationError, ConfigError, explain, WelinkParkError } from "welinkpark";

import { check } from "./runner.mjs";
import { load, startSandbox, telling } from "./support.mjs";

const SECRET = "27a06832a2214a4fa3b7105e4a72d370";

describe("explain.json", () => {
  for (const one of load("cases/flows/explain.json").cases) {
    it(one.name, () => telling("cases/flows/explain", one.name, () => ({ result: explained(one) })));
  }
});

function explained(one) {
  const at = one.options?.at === undefined ? undefined : new Date(one.options.at * 1000);
  let answer;
  let error;
  try {
    answer = explain(one.request, { secretKey: one.secret_key ?? SECRET, at });
  } catch (thrown) {
    assert.ok(thrown instanceof WelinkParkError, thrown);
    error = thrown;
  }
  assert.ok(!JSON.stringify(answer ?? error).includes(SECRET), "no explanation holds the secret");
  return check(one, { answer, error }, new Map());
}

it("the secret key comes from the environment", () => {
  const kept = process.env.WELINKPARK_SECRET_KEY;
  try {
    delete process.env.WELINKPARK_SECRET_KEY;
    assert.throws(() => explain("AppId=1"), ConfigError);
    process.env.WELINKPARK_SECRET_KEY = SECRET;
    assert.equal(explain("AppId=1").signature, "missing");
  } finally {
    delete process.env.WELINKPARK_SECRET_KEY;
    if (kept !== undefined) {
      process.env.WELINKPARK_SECRET_KEY = kept;
    }
  }
});

it("the client's own 0003 says what is left, also after a journey as plain data", async () => {
  const sandbox = await startSandbox();
  try {
    const wrong = sandbox.client({ secretKey: "made-up-secret-made-up-secret-00" });
    const error = await wrong.info.areas().then(assert.fail, (thrown) => thrown);
    assert.ok(error instanceof AuthenticationError);
    assert.equal(error.findings[0].code, "wrong-secret");
    assert.match(error.findings[0].message, /another secret key/);
    assert.deepEqual(WelinkParkError.fromJSON(JSON.parse(JSON.stringify(error))).findings, error.findings);
  } finally {
    await sandbox.close();
  }
});
