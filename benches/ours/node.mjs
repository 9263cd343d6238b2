// welinkpark in Node.

import { Client } from "welinkpark";
import { appId, bench, check, parkId, secretKey, serve } from "../harness/harness.mjs";

const client = new Client({ appId, secretKey, parkId, baseUrl: bench.baseUrl, encrypt: bench.encrypt });

/** Looks at every record, as a program would. */
async function cars() {
  const records = await client.passrecord.queryCarRecords({
    startTime: "2017-08-01 00:00:00",
    endTime: "2017-08-31 23:59:59",
    length: 1000,
  });
  check(records.filter((car) => car.plateNumber.startsWith("粤B")).length);
}

async function areas() {
  check((await client.info.areas()).filter((area) => area.areaName.startsWith("地面")).length);
}

await serve(bench.cars ? cars : areas);
