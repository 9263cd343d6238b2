// What happens once in a hundred times: exits, aborts and worker ends at random moments, many of them.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

import { startSandbox } from "./support.mjs";

const PROGRAM = fileURLToPath(new URL("programs/storm.mjs", import.meta.url));

let sandbox;
let environment;
before(async () => {
  sandbox = await startSandbox();
  await sandbox.faults.add({ kind: "delay", delayMs: 20, probability: 0.5 });
  const { appId, secretKey, parkId, baseUrl } = sandbox;
  environment = {
    ...process.env,
    WELINKPARK_APP_ID: appId,
    WELINKPARK_SECRET_KEY: secretKey,
    WELINKPARK_PARK_ID: parkId,
    WELINKPARK_BASE_URL: baseUrl,
  };
});
after(() => sandbox.close());

describe("a storm of", () => {
  it("exits with calls in flight", async () => {
    for (let round = 0; round < 12; round += 1) {
      const child = spawn(process.execPath, [PROGRAM, String(round * 4)], { env: environment });
      let printed = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (data) => {
          printed += data;
        });
      }
      const [code, signal] = await once(child, "close");
      assert.deepEqual({ code, signal, printed }, { code: 5, signal: null, printed: "" });
    }
  });

  it("workers that are terminated with calls in flight", async () => {
    for (let round = 0; round < 12; round += 1) {
      const worker = new Worker(PROGRAM, { env: environment, argv: ["60000"] });
      await once(worker, "online");
      await new Promise((resolve) => setTimeout(resolve, round * 10));
      await worker.terminate();
    }
    assert.equal((await sandbox.client().info.areas()).length, 3);
  });

  it("aborts ends each call once", async () => {
    const client = sandbox.client();
    for (let round = 0; round < 10; round += 1) {
      const controllers = Array.from({ length: 50 }, () => new AbortController());
      let ends = 0;
      const calls = controllers.map(({ signal }) =>
        client.info
          .areas({ signal })
          .catch((error) => assert.ok(signal.aborted && error.name === "AbortError", error))
          .finally(() => {
            ends += 1;
          }),
      );
      for (const controller of controllers.filter((_, index) => (index * 7 + round) % 2)) {
        await new Promise((resolve) => setImmediate(resolve));
        controller.abort();
      }
      await Promise.all(calls);
      assert.equal(ends, 50);
    }
    assert.equal((await client.info.areas()).length, 3);
  });
});
