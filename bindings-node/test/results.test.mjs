// Results: plain objects that are what their types say, and the answer around them.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, describe, it } from "node:test";

import { Call, Client, LaneType } from "welinkpark";

import { startSandbox } from "./support.mjs";

let sandbox;
let client;
before(async () => {
  sandbox = await startSandbox();
  client = sandbox.client();
});
after(() => sandbox.close());

describe("results", () => {
  it("are plain objects that survive JSON", async () => {
    const lanes = await client.info.lanes();
    assert.equal(Object.getPrototypeOf(lanes[0]), Object.prototype);
    assert.deepEqual(JSON.parse(JSON.stringify(lanes)), lanes);
    assert.equal(lanes[0].laneType, LaneType.Entry);
  });

  it("have Dates for times and null for what is absent", async () => {
    await sandbox.vehicleArrives({ laneId: "3150432953492101", plateNumber: "粤B98123" });
    const [record] = await client.passrecord.queryOnParkingRecords();
    assert.ok(record.time instanceof Date);
    assert.ok(Math.abs(record.time.getTime() - Date.now()) < 60_000);
    const space = await client.space.getParkingInfo({ parkingSpaceNo: "100001" });
    assert.equal(space.plateNumber, null);
    assert.equal(space.enterTime, null);
  });

  it("of endpoints without an answer are undefined", async () => {
    const add = client.blacklist.add({
      plateNumber: "粤B00001",
      areaIds: ["1150779322741001"],
      startDate: "2026-06-01",
    });
    const blackListId = await add;
    assert.equal(typeof blackListId, "string");
    assert.equal(await client.blacklist.delete({ blackListId }), undefined);
  });
});

describe("a call", () => {
  it("is a promise", async () => {
    const call = client.info.areas();
    assert.ok(call instanceof Call);
    assert.deepEqual(await Promise.all([call, call.then((areas) => areas.length)]), [await call, 3]);
    let ended = false;
    await call.finally(() => {
      ended = true;
    });
    assert.ok(ended);
    assert.equal(await client.passport.get({ passportId: "1" }).catch((error) => error.code), "0009");
  });

  it("gives the raw content with the result", async () => {
    const { data, content, code, attempts, errCode } = await client.info.areas().withResponse();
    assert.equal(data.length, 3);
    assert.equal(JSON.parse(content)[0].areaName, data[0].areaName);
    assert.deepEqual({ code, attempts, errCode }, { code: "0000", attempts: 1, errCode: null });
  });

  it("has every character, however many of them are not ASCII", async () => {
    let areas = [];
    const server = createServer((_, response) => {
      const content = Buffer.from(JSON.stringify(areas)).toString("base64");
      const responseData = { encryptCode: 0, zipCode: 0, content };
      response.end(JSON.stringify({ responseStatus: { code: "0000", message: "成功" }, responseData }));
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const baseUrl = `http://127.0.0.1:${server.address().port}/api`;
    const local = new Client({ appId: "app", secretKey: "27a06832a2214a4fa3b7105e4a72d370", parkId: "1", baseUrl });
    try {
      const some = ["a", "Z", " ", '"', "\\", "\n", "/", "\u0001", "é", "粤", "停", "\u2028", "\uffff", "😀", "𠮷"];
      for (const ascii of [0, 1, 3, 10, 30, 100, 3000]) {
        const areaName = some.map((character) => character + "x".repeat(ascii)).join("");
        areas = [{ areaId: "1", areaName, areaType: 1 }];
        const { data, content, message } = await local.info.areas().withResponse();
        assert.equal(data[0].areaName, areaName);
        assert.deepEqual(JSON.parse(content), areas);
        assert.equal(message, "成功");
      }
    } finally {
      await local.close();
      server.closeAllConnections();
      server.close();
    }
  });

  it("by name is plain data, names in either case", async () => {
    await sandbox.vehicleArrives({ laneId: "3150432953492103", plateNumber: "粤B98124" });
    const [record] = await client.call("passrecord.query_on_parking_records", { keyword: "98124" });
    assert.match(record.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
    const found = await client.call("passport.get", { plate_number: "粤B871UY" });
    assert.equal(found.passportId, "5151108843907001");
  });

  it("by path is the content as it came", async () => {
    assert.equal(JSON.parse(await client.callRaw("GET", "/info/areas")).length, 3);
  });

  it("of an unknown endpoint names the near ones", async () => {
    await assert.rejects(client.call("passport.gett"), { name: "ValidationError", message: /passport\.get\b/ });
  });
});

describe("a view for another park", () => {
  it("calls for that park and shares the connections", async () => {
    const other = client.forPark("10001099");
    assert.equal(other.parkId, "10001099");
    assert.equal(client.parkId, sandbox.parkId);
    await assert.rejects(other.info.areas(), { name: "ApiError", code: "0004", meaning: "park-not-authorized" });
  });
});

it("paths of answers are below the platform's host", () => {
  assert.equal(client.siteUrl("/mobile/login?a=1"), `${new URL(sandbox.baseUrl).origin}/mobile/login?a=1`);
});

describe("closing", () => {
  it("lets calls under way end, and refuses new ones", async () => {
    const closing = sandbox.client();
    const view = closing.forPark(sandbox.parkId);
    await sandbox.faults.add({ kind: "delay", delayMs: 200, times: 1 });
    const late = closing.info.areas();
    const closed = closing.close();
    await assert.rejects(closing.info.areas(), { name: "ConfigError", message: /closed/ });
    await assert.rejects(view.info.areas(), { name: "ConfigError" });
    await closed;
    assert.equal((await late).length, 3);
    await closing.close();
  });

  it("is what `await using` does", async () => {
    const disposed = sandbox.client();
    await disposed[Symbol.asyncDispose]();
    await assert.rejects(disposed.info.areas(), { name: "ConfigError" });
  });
});
