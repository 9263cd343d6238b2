// tests/cases/flows/gate.json, and what a table cannot say about gate flows.

import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { after, before, beforeEach, describe, it } from "node:test";

import { ConfigError, TransportError, ValidationError } from "welinkpark";

import { load, startSandbox, telling } from "./support.mjs";

const ENTRY = "3150432953492101";
const EXIT = "3150432953492102";
const INTERVAL = 20;

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.close());

const post = ([path, body]) => sandbox.control("POST", `/${path}`, body);
const requests = async (endpoint) => (await sandbox.requests({ endpoint, limit: 1000 })).length;
const openings = async (lane) =>
  (await sandbox.state()).openings.filter(({ laneId }) => String(laneId) === String(lane)).length;

describe("gate.json", () => {
  for (const one of load("cases/flows/gate.json").cases) {
    it(one.name, () => telling("cases/flows/gate", one.name, () => run(one)));
  }
});

async function run({ flow: kind, lane, user = "u1", setup = [], on = [], pay, max_wait_ms: maxWait = 10_000, expect }) {
  await sandbox.reset();
  for (const step of setup) {
    await post(step);
  }
  const before = await openings(lane);
  const client = sandbox.client();
  await client.info.areas();
  const flow = client.gate[kind]({ laneId: lane, userId: user, maxWait, interval: INTERVAL });
  const waiting = [...on];
  for await (const status of flow) {
    while (waiting.some(({ state }) => state === status.state)) {
      const [follows] = waiting.splice(
        waiting.findIndex(({ state }) => state === status.state),
        1,
      );
      await post(follows.control);
    }
    if (status.phase === "payment") {
      assert.ok(Number(status.bill.money) > 0 && status.bill.endTime instanceof Date);
      await client.pay.payTmpRentBill({ plateNumber: pay, payToken: status.bill.payToken });
      flow.paid();
    }
  }
  const { phase, state, errCode, sent } = flow.status;
  const came = {
    ...{ phase, state, err_code: errCode, sent },
    openings: (await openings(lane)) - before,
    payments: (await sandbox.state()).payments.length,
  };
  for (const endpoint of Object.keys(expect.calls)) {
    came[endpoint] = await requests(endpoint);
  }
  const { calls, ...last } = expect;
  assert.deepEqual(came, { state, err_code: errCode, payments: 0, ...last, ...calls });
  return { result: [came] };
}

describe("a flow", () => {
  let client;
  beforeEach(async () => {
    await sandbox.reset();
    client = sandbox.client();
  });
  const enter = (options = {}) =>
    client.gate.enter({ laneId: ENTRY, userId: "u1", maxWait: 10_000, interval: INTERVAL, ...options });

  it("reports its changes in order", async () => {
    const flow = enter();
    assert.deepEqual([flow.status.kind, flow.status.phase], ["enter", "ready"]);
    const seen = [];
    for await (const { phase, errCode } of flow) {
      seen.push([phase, errCode]);
      if (seen.length === 1) {
        await sandbox.vehicleArrives({ laneId: ENTRY });
      }
    }
    assert.deepEqual(seen, [
      ["waiting", null],
      ["waiting", "ReAuth"],
      ["opened", "Success"],
    ]);
  });

  it("that is aborted rejects with the reason, and can be taken up again", async () => {
    const controller = new AbortController();
    const flow = enter({ interval: 60_000, maxWait: 120_000, signal: controller.signal });
    const running = flow.run();
    await new Promise((resolve) => setTimeout(resolve, 200));
    controller.abort("enough");
    await assert.rejects(running, (reason) => reason === "enough");
    assert.deepEqual([flow.status.phase, flow.status.sent], ["cancelled", "yes"]);
    assert.equal(getEventListeners(controller.signal, "abort").length, 0);

    await sandbox.vehicleArrives({ laneId: ENTRY });
    const other = client.gate.resume(flow.token, { interval: INTERVAL, maxWait: 10_000 });
    assert.equal((await other.run()).phase, "opened");
    assert.equal(await openings(ENTRY), 1);
    flow.extend(150);
    // Its interval is a minute, so the deadline comes first; what matters is that it goes on.
    assert.equal((await flow.run()).phase, "timed-out");
    assert.equal(await requests("auth.enter"), 2);
  });

  it("that is aborted before it begins sends nothing", async () => {
    const flow = enter({ signal: AbortSignal.abort("no") });
    await assert.rejects(flow.run(), (reason) => reason === "no");
    assert.equal(flow.status.phase, "ready");
    assert.equal(await requests("auth.enter"), 0);
  });

  it("aborted while enter is under way asks before anything else", async () => {
    await sandbox.vehicleArrives({ laneId: ENTRY });
    await sandbox.faults.add({ endpoint: "auth.enter", kind: "delay", delayMs: 400, afterCommit: true, times: 1 });
    const flow = enter({ signal: AbortSignal.timeout(200) });
    await assert.rejects(flow.run(), { name: "TimeoutError" });
    assert.equal(flow.status.sent, "unknown");
    flow.extend(10_000);
    assert.equal((await flow.run()).phase, "opened");
    assert.deepEqual([await requests("auth.enter"), await openings(ENTRY)], [1, 1]);
  });

  it("resumed from its token goes on and repeats nothing", async () => {
    const flow = enter();
    for await (const status of flow) {
      assert.equal(status.state, 7);
      break;
    }
    const { token } = flow;
    assert.ok(!token.includes(sandbox.secretKey));
    await sandbox.vehicleArrives({ laneId: ENTRY });
    const resumed = sandbox.client().gate.resume(token);
    assert.equal(resumed.status.state, 7);
    assert.equal((await resumed.run()).phase, "opened");
    assert.deepEqual([await requests("auth.enter"), await openings(ENTRY)], [2, 1]);
    for (const text of ["", "wlpgate1.", "wlpgate2.e30", "粤"]) {
      assert.throws(() => client.gate.resume(text), ValidationError);
    }
  });

  it("that is paid in another process opens", async () => {
    await sandbox.vehicleArrives({ laneId: ENTRY, plateNumber: "粤B00001" });
    await sandbox.clock.advance({ hours: 2 });
    await sandbox.vehicleLeaves({ laneId: EXIT, plateNumber: "粤B00001" });
    await client.info.areas();
    const flow = client.gate.exit({ laneId: EXIT, userId: "u1", interval: INTERVAL });
    const { phase, bill } = await flow.run();
    assert.equal(phase, "payment");
    await client.pay.payTmpRentBill({ plateNumber: "粤B00001", payToken: bill.payToken });
    const resumed = client.gate.resume(flow.token);
    resumed.paid();
    assert.equal((await resumed.run()).phase, "opened");
    assert.equal(await openings(EXIT), 1);
  });

  it("tells nothing while a step runs", async () => {
    const controller = new AbortController();
    const flow = enter({ interval: 60_000, maxWait: 120_000, signal: controller.signal });
    const running = flow.run();
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const look of [() => flow.token, () => flow.paid(), () => flow.extend(1000)]) {
      assert.throws(look, (error) => error instanceof ConfigError && /running/.test(error.message));
    }
    controller.abort();
    await assert.rejects(running, { name: "AbortError" });
    assert.match(flow.token, /^wlpgate1\./);
  });

  it("refuses what cannot be before anything is sent", async () => {
    for (const laneId of [undefined, null, "", "x", 1.5, 2 ** 60, {}, "99999999999999999999"]) {
      assert.throws(() => enter({ laneId }), { kind: "validation", field: "laneId" }, String(laneId));
    }
    for (const userId of [undefined, "", 7]) {
      assert.throws(() => enter({ userId }), { kind: "validation", field: "userId" });
    }
    assert.throws(() => enter({ maxWait: -1 }), ConfigError);
    assert.throws(() => client.gate.enter(), { kind: "validation" });
    const nobody = sandbox.client({ baseUrl: "http://127.0.0.1:1/api" });
    const flow = nobody.gate.enter({ laneId: 3150432953492101n, userId: "u1" });
    await assert.rejects(flow.run(), TransportError);
    assert.deepEqual([flow.status.phase, flow.status.sent], ["ready", "no"]);
  });

  it("lets a closing client end its step", async () => {
    await sandbox.vehicleArrives({ laneId: ENTRY });
    const running = enter().run();
    await client.close();
    assert.equal((await running).phase, "opened");
    assert.throws(() => enter(), ConfigError);
  });
});
