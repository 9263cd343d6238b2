// A car's visit: free spaces, arrival, bill, payment, exit, and the records that it leaves.
//
// Run it against the sandbox, which plays the park and its gates:
//
//     welinkpark sandbox -- node examples/node/visit.mjs

import { Client, Direction, PayChannel } from "welinkpark";

const PLATE = "粤B98123";
const ENTRY = 3150432953492101;
const EXIT = 3150432953492102;
const HOUR = 3_600_000;

// Credentials and address come from WELINKPARK_APP_ID, …_SECRET_KEY, …_PARK_ID and …_BASE_URL.
const client = new Client();

await showFreeSpaces();

print(`\n${PLATE} arrives: ${await control("vehicles/arrive", { lane_id: ENTRY, plate_number: PLATE })}`);
for (const record of await client.passrecord.queryOnParkingRecords()) {
  print(`on parking: ${record.plateNumber} since ${china(record.time)} through ${record.laneName}`);
}
await showFreeSpaces();

print("\ntwo hours pass");
await control("clock", { advance_seconds: 7200 });

const bill = await client.pay.queryTmpRentBill({ plateNumber: PLATE, userId: "demo-user" });
print(`bill: ${bill.money} yuan for ${bill.minutes} minutes`);

// The payment app has collected the money; now the platform is told. This is never sent twice.
await client.pay.payTmpRentBill({ plateNumber: PLATE, payToken: bill.payToken });
print("paid");

print(`\n${PLATE} leaves: ${await control("vehicles/leave", { lane_id: EXIT, plate_number: PLATE })}`);
await showRecords();
await showFreeSpaces();

async function showFreeSpaces() {
  const areas = new Map((await client.info.areas()).map((area) => [area.areaId, area.areaName]));
  for (const space of await client.info.space()) {
    print(`${areas.get(space.areaId)}: ${space.freeSpace} of ${space.totalSpace} spaces free`);
  }
}

async function showRecords() {
  // The sandbox's clock is ahead of ours by what was let pass.
  const startTime = new Date(Date.now() - HOUR);
  const endTime = new Date(Date.now() + 4 * HOUR);
  for (const record of await client.passrecord.queryCarRecords({ startTime, endTime, keyword: PLATE })) {
    print(`pass: ${china(record.time)} ${nameOf(Direction, record.direction)} at ${record.laneName}`);
  }
  for (const record of await client.parkingFee.queryTmpRentRecords({ startTime, endTime, keyword: PLATE })) {
    print(`fee: ${record.realFee} of ${record.parkingFee} yuan by ${nameOf(PayChannel, record.payChannel)}`);
  }
}

/** A moment on China's clock. */
function china(time) {
  return time.toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" });
}

/** The name of an enumeration's value; a value that is new has none. */
function nameOf(values, value) {
  return Object.keys(values).find((name) => values[name] === value) ?? String(value);
}

/** What happens in the park without the platform's API: vehicles move, time passes. Only the sandbox has this. */
async function control(action, body) {
  const url = process.env.WELINKPARK_CONTROL_URL;
  if (url === undefined) {
    throw new Error("run this with `welinkpark sandbox -- …`: a real park cannot be told to let a car arrive");
  }
  const response = await fetch(`${url}/${action}`, { method: "POST", body: JSON.stringify(body) });
  return (await response.json()).message ?? "";
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
