// tests/cases/flows/reconcile.json, and what a table cannot say about questions.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { TransportError, WelinkParkError } from "welinkpark";

import { check, insert, run } from "./runner.mjs";
import { camel, load, startSandbox, telling } from "./support.mjs";

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.close());

describe("reconcile.json", () => {
  for (const one of load("cases/flows/reconcile.json").cases) {
    it(one.name, () => telling("cases/flows/reconcile", one.name, () => run(sandbox, one, ask)));
  }
});

async function ask(client, step, saved) {
  let answer;
  let error;
  try {
    answer = await client.reconcile[camel(step.ask)](insert(step.request, saved));
  } catch (thrown) {
    assert.ok(thrown instanceof WelinkParkError, thrown);
    error = thrown;
  }
  return check(step, { answer, error }, saved);
}

describe("a question", () => {
  it("takes the bill as it came, times as dates", async () => {
    await sandbox.reset();
    await sandbox.settings({ windowSeconds: 1_000_000_000 });
    const client = sandbox.client();
    await sandbox.vehicleArrives({ laneId: "3150432953492101", plateNumber: "粤A00001" });
    await sandbox.clock.advance({ hours: 2 });
    const bill = await client.pay.queryTmpRentBill({ plateNumber: "粤A00001", userId: "u1" });
    assert.ok(bill.endTime instanceof Date);
    await sandbox.faults.add({ kind: "drop_after", endpoint: "pay.pay_tmp_rent_bill", times: 1 });
    const paying = client.pay.payTmpRentBill({ plateNumber: "粤A00001", payToken: bill.payToken });
    await assert.rejects(paying, { sent: "unknown" });
    const verdict = await client.reconcile.billPaid({ plateNumber: "粤A00001", userId: "u1", bill });
    assert.deepEqual([verdict.outcome, verdict.id], ["done", bill.tradeNo]);
  });

  it("ends with the signal's reason, and rejects when nobody answers", async () => {
    await sandbox.reset();
    const signal = AbortSignal.abort("no");
    const asked = sandbox.client().reconcile.passportDeleted({ passportId: 1n }, { signal });
    await assert.rejects(asked, (reason) => reason === "no");
    const nobody = sandbox.client({ baseUrl: "http://127.0.0.1:1/api" });
    await assert.rejects(nobody.reconcile.passportDeleted({ passportId: 1n }), TransportError);
  });
});
