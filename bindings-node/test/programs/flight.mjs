// Leaves calls in flight behind and ends as it is told: `exit`, `throw`, `end` (nothing left to wait for), `await` or
// `series` (one call after the other, at last one that nobody awaits).

import { Client } from "welinkpark";

const [how] = process.argv.slice(2);
const client = new Client({ retries: 0 });
const calls = Array.from({ length: 20 }, () => client.info.areas());
for (const call of calls) {
  call.catch(() => {});
}
await new Promise((resolve) => setTimeout(resolve, 30));
if (how === "exit") {
  process.exit(7);
}
if (how === "throw") {
  throw new Error("thrown with calls in flight");
}
if (how === "await") {
  await Promise.all(calls);
  console.log("done");
}
if (how === "series") {
  for (let round = 0; round < 5; round += 1) {
    await client.info.areas();
    await client.info.areas({ timeout: -1 }).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  client.info.areas().then((areas) => console.log(areas.length));
}
