// What all clients written in JavaScript share; harness.rs says how the driver uses them.

import { createInterface } from "node:readline";

// The document's sample credentials.
export const appId = "289efb7512e54146273b982456b03f42ea93";
export const secretKey = "27a06832a2214a4fa3b7105e4a72d370";
export const parkId = "10001088";

const [baseUrl, what, concurrency, encrypt, count] = process.argv.slice(2);

/** What to call. */
export const bench = {
  baseUrl,
  cars: what === "cars",
  concurrency: Number(concurrency),
  encrypt: encrypt === "1",
};

/** Ends the program unless an answer has all its records. */
export function check(records) {
  if (records !== Number(count)) {
    throw new Error("an answer has not all its records");
  }
}

/** Makes calls, as many at a time as are to be under way. */
export async function serve(call) {
  for await (const line of createInterface({ input: process.stdin })) {
    const taken = [];
    let left = Number(line);
    const work = async () => {
      while (left > 0) {
        left -= 1;
        const begun = process.hrtime.bigint();
        await call();
        taken.push(process.hrtime.bigint() - begun);
      }
    };
    await Promise.all(Array.from({ length: bench.concurrency }, work));
    process.stdout.write(`${taken.join(" ")}\n`);
  }
  process.exit();
}
