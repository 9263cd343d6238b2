// Arguments of every type for every parameter: an answer or an error that names the argument, never a crash.

import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import fc from "fast-check";
import { Client, ValidationError, WelinkParkError } from "welinkpark";

import { load } from "./support.mjs";

/** Parameters of each endpoint, as its vectors have them. */
const ENDPOINTS = new Map();
for (const { endpoint, content } of load("vectors/requests.json").vectors) {
  const names = ENDPOINTS.get(endpoint) ?? new Set();
  for (const name of Object.keys(content ? JSON.parse(content) : {})) {
    names.add(name);
  }
  ENDPOINTS.set(endpoint, names);
}
const SETTINGS = { numRuns: 30, seed: 20260601 };

// Nobody listens there: what is right ends at the connection.
const client = new Client({
  appId: "app",
  secretKey: "27a06832a2214a4fa3b7105e4a72d370",
  parkId: "1",
  baseUrl: "http://127.0.0.1:1",
  retries: 0,
});
after(() => client.close());

const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("", " ", "\0", "\ud800", "\udfff\ud800"));
const value = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, maxDepth: 3 }),
  text,
  fc.constantFrom(
    2 ** 53,
    -(2 ** 63),
    Number.POSITIVE_INFINITY,
    Number.NaN,
    -0,
    2n ** 64n,
    new Date(Number.NaN),
    Symbol("s"),
    () => 1,
  ),
  fc.array(text),
);

async function outcome(call) {
  try {
    await call();
    return undefined;
  } catch (error) {
    assert.ok(error instanceof WelinkParkError, `${error?.stack}`);
    assert.notEqual(error.message, "");
    return error;
  }
}

describe("any value of any parameter is taken or refused by name", () => {
  for (const [endpoint, names] of ENDPOINTS) {
    if (names.size === 0) {
      continue;
    }
    it(endpoint, async () => {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...names), value, async (name, given) => {
          const error = await outcome(() => client.call(endpoint, { [name]: given }));
          if (error instanceof ValidationError && error.rule === "type") {
            assert.equal(error.field.split(/[.[]/)[0], name, error.message);
          }
        }),
        SETTINGS,
      );
    });
  }
});

it("any endpoint and any parameters end in an error of the library", async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.dictionary(text, value), async (endpoint, params) => {
      assert.ok(await outcome(() => client.call(endpoint, params)));
    }),
    { ...SETTINGS, numRuns: 200 },
  );
});

it("deep nesting is refused before the stack ends", async () => {
  for (const deep of [200, 100_000]) {
    for (const wrap of [(inner) => [inner], (inner) => ({ areaIds: inner })]) {
      let nested = 1;
      for (let level = 0; level < deep; level += 1) {
        nested = wrap(nested);
      }
      for (const name of ["cardNumber", "acAuth", "areaIds"]) {
        const error = await outcome(() => client.call("passport.add", { passportType: 2, [name]: nested }));
        assert.ok(error instanceof ValidationError, error?.message);
      }
    }
  }
});

it("what contains itself is refused", async () => {
  const around = [];
  around.push(around);
  const part = {};
  part.areaIds = part;
  for (const params of [{ cardNumber: around }, { acAuth: part }]) {
    const error = await outcome(() => client.call("passport.add", { passportType: 2, ...params }));
    assert.ok(error instanceof ValidationError, error?.message);
  }
});
