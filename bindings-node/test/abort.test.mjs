// AbortSignal: the connection closes, the reason is what the promise rejects with, the listener goes.

import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { after, before, describe, it } from "node:test";

import { startSandbox, until } from "./support.mjs";

let sandbox;
let client;
before(async () => {
  sandbox = await startSandbox();
  client = sandbox.client();
});
after(() => sandbox.close());

describe("a signal", () => {
  it("ends a call at once with its reason, and the platform sees the connection close", async () => {
    const fault = await sandbox.faults.add({ kind: "delay", delayMs: 5000, endpoint: "info.lanes" });
    await sandbox.clearRequests();
    const controller = new AbortController();
    const reason = new Error("enough");
    const call = client.info.lanes({ signal: controller.signal });
    await until(async () => (await sandbox.requests()).length > 0, "the request arrives");
    const begin = performance.now();
    controller.abort(reason);
    await assert.rejects(call, (error) => error === reason);
    assert.ok(performance.now() - begin < 1000);
    await until(async () => (await sandbox.requests())[0].clientGone, "the sandbox sees the client go");
    assert.equal(getEventListeners(controller.signal, "abort").length, 0);
    await sandbox.faults.remove(fault);
  });

  it("that is aborted already sends nothing", async () => {
    await sandbox.clearRequests();
    await assert.rejects(client.info.lanes({ signal: AbortSignal.abort("no") }), (reason) => reason === "no");
    assert.deepEqual(await sandbox.requests(), []);
  });

  it("of a time limit rejects with its TimeoutError", async () => {
    const fault = await sandbox.faults.add({ kind: "delay", delayMs: 5000 });
    await assert.rejects(client.info.areas({ signal: AbortSignal.timeout(50) }), {
      name: "TimeoutError",
      constructor: DOMException,
    });
    await sandbox.faults.remove(fault);
  });

  it("that is shared by many calls keeps no listener of any", async () => {
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 20 }, () => client.info.areas({ signal })));
    await assert.rejects(client.passport.get({ passportId: "1" }, { signal }));
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });

  it("that aborts after the end does nothing", async () => {
    const controller = new AbortController();
    const areas = await client.info.areas({ signal: controller.signal });
    controller.abort();
    assert.equal(areas.length, 3);
  });

  it("never sends a gate call a second time", async () => {
    const laneId = "3150432953492101";
    await sandbox.reset();
    await sandbox.faults.add({ kind: "delay", delayMs: 300, afterCommit: true, endpoint: "auth.enter", times: 1 });
    await sandbox.vehicleArrives({ laneId });
    const enter = client.auth.enter({ laneId, userId: "u1" }, { signal: AbortSignal.timeout(100) });
    await assert.rejects(enter, { name: "TimeoutError" });
    const { openings } = await sandbox.state();
    assert.ok(openings.length <= 1);
    assert.equal((await sandbox.requests({ endpoint: "auth.enter" })).length, 1);
  });
});
