// The platform's protocol as a user of Node would write it, with what Node has.

import { createCipheriv, createDecipheriv, createHmac, randomInt } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { appId, bench, check, parkId, secretKey } from "../harness/harness.mjs";

const key = Buffer.from(secretKey.slice(0, 24));
const period = { startTime: "2017-08-01 00:00:00", endTime: "2017-08-31 23:59:59", offset: 0, length: 1000 };

/** A whole signed request. */
export function url() {
  let content = Buffer.from(bench.cars ? JSON.stringify(period) : "");
  const encrypted = bench.cars && bench.encrypt;
  if (encrypted) {
    const cipher = createCipheriv("des-ede3-ecb", key, null);
    content = Buffer.concat([cipher.update(content), cipher.final()]);
  }
  const params = {
    AppId: appId,
    Nonce: String(randomInt(1, 2 ** 31)),
    ParkId: parkId,
    Timestamp: String(Math.floor(Date.now() / 1000)),
    content: content.toString("base64"),
    encryptCode: encrypted ? "1" : "0",
    zipCode: "0",
  };
  let canonical = "";
  let query = "";
  for (const name in params) {
    const value = params[name];
    if (value !== "") {
      canonical += `${canonical === "" ? "" : "&"}${name}=${value}`;
    }
    query += `${name}=${encodeURIComponent(value)}&`;
  }
  const signature = createHmac("sha1", secretKey).update(canonical).digest("base64");
  const path = bench.cars ? "/passrecord/queryCarRecords" : "/info/areas";
  return `${bench.baseUrl}${path}?${query}Signature=${encodeURIComponent(signature)}`;
}

/** Reads an answer, already parsed, and looks at every record, as a program would. */
export function read(envelope) {
  if (envelope.responseStatus.code !== "0000") {
    throw new Error(envelope.responseStatus.message);
  }
  const { content, encryptCode, zipCode } = envelope.responseData;
  let bytes = Buffer.from(content, "base64");
  if (zipCode === "1") {
    bytes = gunzipSync(bytes);
  }
  if (encryptCode === "1") {
    const decipher = createDecipheriv("des-ede3-ecb", key, null);
    bytes = Buffer.concat([decipher.update(bytes), decipher.final()]);
  }
  const records = JSON.parse(bytes.toString());
  check(
    bench.cars
      ? records.filter((car) => car.plateNumber.startsWith("粤B")).length
      : records.filter((area) => area.areaName.startsWith("地面")).length,
  );
}
