// What arguments may be, and what becomes of them on the wire.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { runInNewContext } from "node:vm";

import { ConfigError, ValidationError } from "welinkpark";

import { startSandbox } from "./support.mjs";

let sandbox;
let client;
before(async () => {
  sandbox = await startSandbox();
  client = sandbox.client({ encrypt: false });
});
after(() => sandbox.close());

async function sent(call) {
  await call.catch(() => {});
  const [request] = await sandbox.requests({ limit: 1 });
  return request.content;
}

describe("ids", () => {
  for (const id of ["9007199254740993", 9007199254740993n]) {
    it(`a ${typeof id} beyond 2^53 arrives whole`, async () => {
      assert.equal(await sent(client.passport.get({ passportId: id })), '{"passportId":9007199254740993}');
    });
  }

  it("a safe number is an id", async () => {
    assert.equal(await sent(client.passport.get({ passportId: 5151108843907001 })), '{"passportId":5151108843907001}');
  });

  it("a number that has lost digits is refused with advice, and nothing is sent", async () => {
    await sandbox.clearRequests();
    await assert.rejects(client.passport.get({ passportId: 2 ** 53 }), (error) => {
      assert.ok(error instanceof ValidationError);
      assert.equal(error.field, "passportId");
      assert.equal(error.sent, "no");
      assert.match(error.message, /as a string or a bigint/);
      return true;
    });
    assert.deepEqual(await sandbox.requests(), []);
  });

  it("answers hold them as strings", async () => {
    const { passportId } = await client.passport.get({ passportId: 5151108843907001n });
    assert.equal(passportId, "5151108843907001");
  });
});

describe("times", () => {
  const query = (startTime) =>
    sent(client.passrecord.queryCarRecords({ startTime, endTime: "2026-06-02 00:00:00" })).then(
      (content) => JSON.parse(content).startTime,
    );

  it("a Date is a moment, sent as China time", async () => {
    assert.equal(await query(new Date("2026-06-01T00:00:00Z")), "2026-06-01 08:00:00");
  });

  it("a Date of another realm is one, too", async () => {
    assert.equal(await query(runInNewContext("new Date('2026-06-01T00:00:00Z')")), "2026-06-01 08:00:00");
  });

  it("a string without a zone is China time, whatever this machine's zone", async () => {
    assert.equal(await query("2026-06-01 08:00:00"), "2026-06-01 08:00:00");
    assert.equal(await query("2026-06-01T08:00:00"), "2026-06-01 08:00:00");
  });

  it("a string with a zone is converted", async () => {
    assert.equal(await query("2026-06-01T02:00:00+02:00"), "2026-06-01 08:00:00");
  });

  it("an invalid Date is refused instead of left out", async () => {
    const query = client.passrecord.queryCarRecords({ startTime: new Date("never"), endTime: "2026-06-02 00:00:00" });
    await assert.rejects(query, { name: "ValidationError", field: "startTime" });
  });
});

describe("numbers", () => {
  const renew = (money) =>
    client.passport.renew({
      plateNumber: "粤B66003",
      startDate: "2026-06-01",
      endDate: "2026-06-30",
      period: 1,
      money,
    });

  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, 0.1 + 0.2, 1e-7]) {
    it(`${wrong} is refused instead of sent`, async () => {
      await assert.rejects(renew(wrong), { name: "ValidationError", field: "money", sent: "no" });
    });
  }
});

describe("parameters", () => {
  it("undefined and null are as good as left out", async () => {
    for (const passportId of [undefined, null]) {
      const content = await sent(client.passport.get({ passportId, plateNumber: "粤B871UY" }));
      assert.equal(content, '{"plateNumber":"粤B871UY"}');
    }
  });

  it("functions and symbols are refused", async () => {
    for (const plateNumber of [() => "粤B871UY", Symbol("plate")]) {
      await assert.rejects(client.passport.get({ plateNumber }), { name: "ValidationError", field: "plateNumber" });
    }
  });

  it("what is no object is refused", async () => {
    for (const params of [null, [], "粤B871UY", 5]) {
      await assert.rejects(client.call("passport.get", params), { name: "ValidationError" });
    }
  });

  it("a raw call writes bigints as numbers and Dates as China time", async () => {
    const params = { passportId: 9007199254740993n, at: new Date("2026-06-01T00:00:00Z") };
    const content = await sent(client.callRaw("GET", "/passport/get", params));
    assert.equal(content, '{"passportId":9007199254740993,"at":"2026-06-01 08:00:00"}');
  });
});

describe("settings", () => {
  const known = { appId: "app", secretKey: "s".repeat(24), parkId: "1" };

  for (const [name, value] of [
    ["timeout", 0],
    ["timeout", -1],
    ["timeout", Number.NaN],
    ["retries", 1.5],
    ["zip", "always-ish"],
    ["timestampUnit", "minutes"],
    ["cipherIv", "xyz"],
    ["baseUrl", "ftp://example.com"],
    ["parkId", 10001088],
  ]) {
    it(`${name} cannot be ${value}`, async () => {
      const { Client } = await import("welinkpark");
      assert.throws(() => new Client({ ...known, [name]: value }), ConfigError);
    });
  }

  it("a wrong option of a call rejects, it does not throw", async () => {
    await assert.rejects(client.info.areas({ timeout: -5 }), { name: "ConfigError" });
  });

  it("credentials come from the environment, as JavaScript sees it", async () => {
    const { Client } = await import("welinkpark");
    const before = { ...process.env };
    Object.assign(process.env, {
      WELINKPARK_APP_ID: "a",
      WELINKPARK_SECRET_KEY: "s".repeat(24),
      WELINKPARK_PARK_ID: "7",
    });
    try {
      assert.equal(new Client().parkId, "7");
      assert.equal(new Client({ parkId: "8" }).parkId, "8");
    } finally {
      process.env = before;
    }
    assert.throws(() => new Client(), { name: "ConfigError", message: /WELINKPARK_APP_ID/ });
  });
});
