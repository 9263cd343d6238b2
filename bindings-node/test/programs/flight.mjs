// Leaves calls in flight behind and ends as it is told: `exit`, `throw`, `end` (nothing left to wait for) or `await`.

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
