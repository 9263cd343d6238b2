// Calls without pause, and exits with status 5 after as many milliseconds as it is told.

import { Client } from "welinkpark";

const client = new Client({ retries: 0 });
const call = () => client.info.areas().then(call, call);
for (let caller = 0; caller < 20; caller += 1) {
  call();
}
setTimeout(() => process.exit(5), Number(process.argv[2]));
