// What welinkpark takes of memory in Node: `node --expose-gc memory.mjs ONE_RECORD LIST`; __main__.py reads what it prints.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const lists = 40;

/** Bytes of this process that are in memory: its own, and those of files. */
function resident() {
  globalThis.gc();
  const status = readFileSync("/proc/self/status", "utf8");
  return ["RssAnon", "RssFile"].map((name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) * 1024);
}

const before = resident();
const { Client } = createRequire(import.meta.url)("welinkpark");
const period = { startTime: "2017-08-01 00:00:00", endTime: "2017-08-31 23:59:59", length: 1000 };
const small = new Client({ baseUrl: process.argv[2], encrypt: false });
await small.passrecord.queryCarRecords(period);
const after = resident();
await small.close();

const client = new Client({ baseUrl: process.argv[3], encrypt: false });
const { content } = await client.passrecord.queryCarRecords(period).withResponse();
const { heapUsed } = process.memoryUsage();
const kept = [];
while (kept.length < lists) {
  kept.push(await client.passrecord.queryCarRecords(period));
}
globalThis.gc();
// The heap keeps room for more; what is used is what the lists take.
const list = Math.round((process.memoryUsage().heapUsed - heapUsed) / kept.length);
process.stdout.write(`${after[0] - before[0]} ${after[1] - before[1]} ${list} ${Buffer.byteLength(content)}\n`);
await client.close();
