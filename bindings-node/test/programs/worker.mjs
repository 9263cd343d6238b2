// One life of a worker thread: loads the library, uses it, and ends, with a call in flight if it is told so.

import { parentPort, workerData } from "node:worker_threads";

import { Client } from "welinkpark";

const client = new Client(workerData.options);
const areas = await client.info.areas();
if (workerData.leave) {
  client.info.lanes().catch(() => {});
}
parentPort.postMessage(areas.length);
