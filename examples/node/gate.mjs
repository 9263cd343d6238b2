// A user with a phone at two gates: a vehicle without a plate comes in, stays, pays at the exit and leaves.
//
// Run it against the sandbox, which plays the camera, the operator and the clock:
//
//     welinkpark sandbox -- node examples/node/gate.mjs

import { Client, Direction, WelinkParkError } from "welinkpark";

const USER = "4150570873";
const ENTRY = 3150432953492101;
const EXIT = 3150432953492102;
const HOUR = 3_600_000;

const client = new Client();

print("the user scans at the entry; the vehicle is not there yet");
const entering = client.gate.enter({ laneId: ENTRY, userId: USER, interval: 200 });
for await (const status of entering) {
  tell(status);
  if (status.phase === "waiting" && status.errCode === null) {
    await control("vehicles/arrive", { lane_id: ENTRY });
  }
}
const { license } = expectOpen(entering.status);

print("\ntwo hours later the user scans at the exit");
await control("clock", { advance_seconds: 7200 });
await control("vehicles/leave", { lane_id: EXIT });
const leaving = client.gate.exit({ laneId: EXIT, userId: USER, interval: 200 });
for await (const status of leaving) {
  tell(status);
  if (status.phase === "payment") {
    await pay(status.bill);
    leaving.paid();
  }
}
expectOpen(leaving.status);

print(`\nall passes of ${license}`);
// The sandbox's clock is ahead of ours by what was let pass.
const range = { startTime: new Date(Date.now() - HOUR), endTime: new Date(Date.now() + 4 * HOUR), keyword: license };
for await (const record of client.records("passrecord.query_car_records", range)) {
  const direction = Object.keys(Direction).find((name) => Direction[name] === record.direction);
  print(`${record.time.toISOString()} ${direction} at ${record.laneName}`);
}

/** The payment app has collected the money; now the platform is told, once. */
async function pay(bill) {
  try {
    await client.pay.payTmpRentBill({ plateNumber: license, payToken: bill.payToken });
  } catch (error) {
    if (!(error instanceof WelinkParkError) || error.sent !== "unknown") {
      throw error;
    }
    // The answer was lost: the platform is asked, not told again.
    const verdict = await client.reconcile.billPaid({ plateNumber: license, userId: USER, bill });
    if (verdict.outcome !== "done") {
      throw new Error(verdict.reason);
    }
  }
}

function tell({ phase, state, message, bill }) {
  print(`  ${phase.padEnd(8)} state ${state ?? "-"}  ${message ?? ""}`);
  if (bill !== null) {
    print(`  to pay: ${bill.money} yuan`);
  }
}

function expectOpen(status) {
  if (status.phase !== "opened") {
    throw new Error(`${status.phase}: ${status.message}`);
  }
  return status;
}

/** What happens in the park without the platform's API: vehicles move, time passes. Only the sandbox has this. */
async function control(action, body) {
  const url = process.env.WELINKPARK_CONTROL_URL;
  if (url === undefined) {
    throw new Error("run this with `welinkpark sandbox -- …`: a real park cannot be told to let a car arrive");
  }
  await fetch(`${url}/${action}`, { method: "POST", body: JSON.stringify(body) });
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
