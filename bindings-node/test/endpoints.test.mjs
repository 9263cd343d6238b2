// Every endpoint has a typed method, and each reaches the platform under its own name.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { ApiError } from "welinkpark";

import { load, method, native, startSandbox } from "./support.mjs";

const ENDPOINTS = JSON.parse(native.endpoints()).map(({ name }) => name);
const REQUESTS = load("vectors/requests.json").vectors.filter((vector) => vector.error === undefined);

let sandbox;
let client;
before(async () => {
  sandbox = await startSandbox();
  client = sandbox.client();
});
after(() => sandbox.close());

it("there are 52", () => {
  assert.equal(ENDPOINTS.length, 52);
});

describe("typed methods", () => {
  for (const endpoint of ENDPOINTS) {
    it(endpoint, async () => {
      const vector = REQUESTS.find((request) => request.endpoint === endpoint);
      assert.ok(vector, "there is a vector");
      await sandbox.clearRequests();
      // The vector's names may be in snake case, which the types do not have but the core takes.
      const given = vector.content === "" ? [] : [JSON.parse(vector.params)];
      try {
        await method(client, endpoint)(...given);
      } catch (error) {
        // The sample may be about something that the park does not have.
        assert.ok(error instanceof ApiError, error);
        assert.ok(!["0001", "0003", "0004", "0005"].includes(error.code), error.report);
      }
      const [request] = await sandbox.requests();
      assert.equal(request.endpoint, endpoint);
      assert.equal(request.content ?? "", vector.content);
    });
  }
});
