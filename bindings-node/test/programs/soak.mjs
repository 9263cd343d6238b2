// The callers of a soak in Node. `make soak` runs it; tests/README.md describes what it writes.

import { ApiError, Client, WelinkParkError } from "welinkpark";

const END = performance.now() + Number(process.env.SOAK_SECONDS) * 1000;
const CALLERS = 200;
const RULES = [
  ["11151314366657101", "12151107613232801"],
  ["11151314366657101", "12151107620265701"],
  ["11151314366657101", "12151107620265702"],
  ["11151107616571701", "12151107620265701"],
];

const client = new Client({ attemptTimeout: 2000, timeout: 6000 });
let numbers = 0;

/** Class, key and call. */
function plan(number) {
  if (number % 40 === 0) {
    const [mchId, ruleId] = RULES[(number / 40) % RULES.length];
    const plateNumber = `SM${number}`;
    return ["money", plateNumber, () => client.coupon.add({ mchId, ruleId, plateNumber })];
  }
  if (number % 4 === 1) {
    const plateNumber = `SW${number}`;
    const what = { plateNumber, areaIds: ["1150779322741001"], startDate: "2026-06-01" };
    return ["write", plateNumber, () => client.blacklist.add(what)];
  }
  if (number % 4 === 2) {
    return ["gate", "", () => client.auth.access({ laneId: "3150432953492105", userId: "soak" })];
  }
  return ["read", "", () => client.info.areas()];
}

async function caller() {
  while (performance.now() < END) {
    const [kind, key, call] = plan(numbers++);
    const outcome = await call().then(
      (answer) => (kind === "gate" && answer.state !== 0 ? "refused" : "ok"),
      (error) => {
        if (!(error instanceof WelinkParkError)) {
          throw error;
        }
        return error instanceof ApiError ? "refused" : error.sent;
      },
    );
    process.stdout.write(`${JSON.stringify({ class: kind, key, outcome })}\n`);
  }
}

await Promise.all(Array.from({ length: CALLERS }, caller));
await client.close();
