// Errors: their classes, what they carry, and how they travel.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { inspect } from "node:util";

import * as welinkpark from "welinkpark";

import { startSandbox } from "./support.mjs";

const { ApiError, AuthenticationError, DecodeError, HttpError, NotFoundError, TimeoutError, WelinkParkError } =
  welinkpark;

let sandbox;
let client;
before(async () => {
  sandbox = await startSandbox();
  client = sandbox.client({ retries: 0 });
});
after(() => sandbox.close());

async function failure(call) {
  return await call.then(
    () => assert.fail("it succeeds"),
    (error) => error,
  );
}

async function under(fault, call) {
  const id = await sandbox.faults.add(fault);
  try {
    return await failure(call());
  } finally {
    await sandbox.faults.remove(id);
  }
}

describe("classes", () => {
  it("a missing record is a NotFoundError", async () => {
    const error = await failure(client.passport.get({ passportId: "1" }));
    assert.ok(error instanceof NotFoundError && error instanceof ApiError && error instanceof WelinkParkError);
    assert.deepEqual([error.kind, error.code, error.meaning, error.sent], ["api", "0009", "not-found", "yes"]);
  });

  it("NoEnterRecord is told apart", async () => {
    const error = await failure(client.pay.queryTmpRentBill({ plateNumber: "粤B00000", userId: "u" }));
    assert.ok(error.isNoEnterRecord);
    assert.ok(!error.isNoBill);
  });

  it("a refused signature shows what was signed, and no secret", async () => {
    const secretKey = "another-secret-of-24-bytes-or-more";
    const error = await failure(sandbox.client({ secretKey, retries: 0 }).info.areas());
    assert.ok(error instanceof AuthenticationError);
    assert.match(error.canonical, /^AppId=/);
    for (const text of [inspect(error), error.report, JSON.stringify(error), String(error.stack)]) {
      assert.ok(!text.includes(secretKey) && !text.includes(secretKey.slice(0, 24)));
    }
  });

  it("a time limit is a TimeoutError that knows that the request may have arrived", async () => {
    const error = await under({ kind: "delay", delayMs: 2000 }, () =>
      client.passport.lock({ plateNumber: "粤B871UY", state: 1 }, { timeout: 100 }),
    );
    assert.ok(error instanceof TimeoutError, inspect(error));
    assert.deepEqual([error.transport, error.sent, error.retryable], ["timeout", "unknown", false]);
  });

  it("an HTTP status is an HttpError", async () => {
    const error = await under({ kind: "http_429", retryAfter: 7 }, () => client.info.areas());
    assert.ok(error instanceof HttpError);
    assert.deepEqual([error.status, error.retryAfter, error.retryable], [429, 7, true]);
  });

  it("content that cannot be decoded is a DecodeError with its stage", async () => {
    const error = await under({ kind: "bad_gzip" }, () => client.info.areas({ zip: true }));
    assert.ok(error instanceof DecodeError);
    assert.equal(error.stage, "gzip");
  });
});

describe("every error", () => {
  it("is good in console.log: name, message and attributes, but no content", async () => {
    const error = await under({ kind: "bad_json" }, () => client.info.areas());
    const text = inspect(error);
    assert.match(text, /^DecodeError: info\.areas: /);
    assert.match(text, /stage: '(json|field)'/);
    assert.match(text, /attempts: 1/);
    assert.ok(error.content.length > 0);
    assert.ok(!text.includes("content:"));
  });

  it("points to the line that made the call", async () => {
    const error = await failure(client.passport.get({ passportId: "1" }));
    assert.match(error.stack, /errors\.test\.mjs/);
  });

  it("keeps class name, message and cause across structuredClone", async () => {
    const original = await failure(sandbox.client({ baseUrl: "http://127.0.0.1:9/api", retries: 0 }).info.areas());
    assert.ok(original.cause instanceof Error);
    const copy = structuredClone(original);
    assert.equal(copy.message, original.message);
    assert.equal(copy.stack, original.stack);
    assert.equal(copy.cause.message, original.cause.message);
    assert.match(inspect(copy), /TransportError: info\.areas/);
  });

  it("keeps everything as plain data", async () => {
    const original = await failure(client.passport.get({ passportId: "1" }));
    const copy = WelinkParkError.fromJSON(structuredClone(original.toJSON()));
    assert.ok(copy instanceof NotFoundError);
    assert.deepEqual(copy.toJSON(), original.toJSON());
    assert.equal(copy.report, original.report);
    assert.deepEqual({ ...copy }, { ...original });
  });
});
