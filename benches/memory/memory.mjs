// What welinkpark takes of memory in Node: `node --expose-gc memory.mjs BASE_URL`; __main__.py reads what it prints.

const lists = 40;

/** Bytes of this process that are in memory. */
function resident() {
  globalThis.gc();
  return process.memoryUsage.rss();
}

const own = resident();
const { Client } = await import("welinkpark");
const client = new Client({ baseUrl: process.argv[2], encrypt: false });
const period = { startTime: "2017-08-01 00:00:00", endTime: "2017-08-31 23:59:59", length: 1000 };
const { content } = await client.passrecord.queryCarRecords(period).withResponse();
const one = resident();
const { heapUsed } = process.memoryUsage();
const kept = [];
while (kept.length < lists) {
  kept.push(await client.passrecord.queryCarRecords(period));
}
globalThis.gc();
// The heap keeps room for more; what is used is what the lists take.
const list = Math.round((process.memoryUsage().heapUsed - heapUsed) / kept.length);
process.stdout.write(`${own} ${one} ${list} ${Buffer.byteLength(content)}\n`);
await client.close();
