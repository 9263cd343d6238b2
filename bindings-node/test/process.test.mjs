// The library as a guest in a process: exits, worker threads, memory, the event loop.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

import { native, startSandbox } from "./support.mjs";

const PROGRAMS = new URL("programs/", import.meta.url);

let sandbox;
let options;
before(async () => {
  sandbox = await startSandbox();
  const { appId, secretKey, parkId, baseUrl } = sandbox;
  options = { appId, secretKey, parkId, baseUrl };
});
after(() => sandbox.close());

async function program(how, flags = []) {
  const env = {
    ...process.env,
    WELINKPARK_APP_ID: options.appId,
    WELINKPARK_SECRET_KEY: options.secretKey,
    WELINKPARK_PARK_ID: options.parkId,
    WELINKPARK_BASE_URL: options.baseUrl,
  };
  const child = spawn(process.execPath, [...flags, fileURLToPath(new URL("flight.mjs", PROGRAMS)), how], {
    env,
    timeout: 60_000,
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      printed += text;
    });
  }
  const begin = performance.now();
  const [code, signal] = await once(child, "close");
  return { code, signal, printed, duration: performance.now() - begin };
}

describe("a process", () => {
  it("ends by itself when its work is done", async () => {
    const { code, printed, duration } = await program("await");
    assert.deepEqual([code, printed], [0, "done\n"]);
    assert.ok(duration < 3000, `${duration} ms`);
  });

  it("waits for calls that were started", async () => {
    const fault = await sandbox.faults.add({ kind: "delay", delayMs: 300 });
    const { code, duration } = await program("end");
    assert.equal(code, 0);
    assert.ok(duration > 300);
    await sandbox.faults.remove(fault);
  });

  it("ends by itself after its last call and not before, however often none was under way", async () => {
    const { code, signal, printed } = await program("series");
    assert.deepEqual({ code, signal, printed }, { code: 0, signal: null, printed: "3\n" });
  });

  for (const [how, expected] of [
    ["exit", 7],
    ["throw", 1],
  ]) {
    it(`can ${how} with calls in flight, again and again`, async () => {
      const fault = await sandbox.faults.add({ kind: "delay", delayMs: 40 });
      for (let round = 0; round < 5; round += 1) {
        const { code, signal, printed } = await program(how);
        assert.deepEqual([code, signal], [expected, null], printed);
      }
      await sandbox.faults.remove(fault);
    });
  }
});

describe("worker threads", () => {
  async function life(leave) {
    const worker = new Worker(new URL("worker.mjs", PROGRAMS), { workerData: { options, leave } });
    // Listened for from the beginning: it may come right behind the message.
    const ended = once(worker, "exit");
    const [areas] = await once(worker, "message");
    assert.equal(areas, 3);
    if (leave) {
      await worker.terminate();
    }
    await ended;
  }

  it("load, use and end it many times over", async () => {
    for (let round = 0; round < 8; round += 1) {
      await life(false);
    }
    await Promise.all(Array.from({ length: 4 }, () => life(false)));
  });

  it("can be terminated with calls in flight", async () => {
    const fault = await sandbox.faults.add({ kind: "delay", delayMs: 60, endpoint: "info.lanes" });
    for (let round = 0; round < 5; round += 1) {
      await life(true);
    }
    await sandbox.faults.remove(fault);
  });
});

describe("under load", () => {
  it("10,000 calls leave memory flat", async () => {
    const client = sandbox.client();
    const { signal } = new AbortController();
    const rounds = async (count) => {
      for (let round = 0; round < count; round += 1) {
        await Promise.all(Array.from({ length: 50 }, () => client.info.areas({ signal })));
      }
      global.gc?.();
      await new Promise((resolve) => setTimeout(resolve, 50));
      global.gc?.();
      // Without what V8 keeps in reserve: it gives its young generation more room as it likes.
      const { rss, heapTotal, heapUsed } = process.memoryUsage();
      return rss - heapTotal + heapUsed;
    };
    const warm = await rounds(40);
    const end = await rounds(160);
    assert.ok(end - warm < 24 * 1024 * 1024, `from ${warm} to ${end} bytes`);
  });

  it("the event loop is not blocked by crypto", async () => {
    const comment = "泊".repeat(1_000_000);
    const begin = performance.now();
    native.encodeContent(comment, { key: "k".repeat(24), encrypt: true, zip: true });
    const once = performance.now() - begin;
    const client = sandbox.client();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const calls = Array.from({ length: 3 }, () =>
      client.callRaw("POST", "/nothing", { comment }, { zip: true, retries: 0 }),
    );
    await Promise.allSettled(calls);
    delay.disable();
    assert.ok(delay.max / 1e6 < 2 * once, `${delay.max / 1e6} ms, while one takes ${once} ms to encode`);
  });
});
