// Calls as loggers and diagnostics channels see them.

import assert from "node:assert/strict";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { after, before, describe, it } from "node:test";
import { inspect } from "node:util";

import { startSandbox } from "./support.mjs";

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.close());

function recorder() {
  const lines = [];
  return {
    lines,
    debug: (message, event) => lines.push({ level: "debug", message, event }),
    warn: (message, event) => lines.push({ level: "warn", message, event }),
  };
}

describe("a logger", () => {
  it("sees endpoint, attempts, code and time, but no content", async () => {
    const logger = recorder();
    const client = sandbox.client({ logger });
    await client.passport.get({ plateNumber: "粤B871UY" });
    await client.passport.get({ plateNumber: "粤B00000" }).catch(() => {});
    await client.passport.get({ passportId: "粤B00000" }).catch(() => {});
    assert.deepEqual(
      logger.lines.map(({ level }) => level),
      ["debug", "warn", "warn"],
    );
    const [{ message, event }, refused] = logger.lines;
    assert.match(message, /^passport\.get: attempts 1, code 0000, [\d.]+ ms$/);
    assert.deepEqual([event.endpoint, event.parkId, event.attempts], ["passport.get", sandbox.parkId, 1]);
    assert.equal(refused.event.code, "0009");
    assert.match(refused.message, /: NotFoundError$/);
    assert.ok(!inspect(logger.lines, { depth: null }).includes("粤B"));
  });

  it("sees content if asked to", async () => {
    const logger = recorder();
    await sandbox.client({ logger, logContent: true }).passport.get({ plateNumber: "粤B871UY" });
    const [{ event }] = logger.lines;
    assert.equal(event.params, '{"plateNumber":"粤B871UY"}');
    assert.match(event.content, /王牌/);
    assert.equal(event.failure, null);
  });

  it("that throws harms no call", async () => {
    const broken = () => {
      throw new Error("disk full");
    };
    assert.equal((await sandbox.client({ logger: { debug: broken, warn: broken } }).info.areas()).length, 3);
  });
});

describe("diagnostics channels", () => {
  it("tell of start and end with one object", async () => {
    const seen = [];
    const listen = (event, channel) => seen.push({ channel, event });
    subscribe("welinkpark:call:start", listen);
    subscribe("welinkpark:call:end", listen);
    try {
      await sandbox.client().info.areas();
    } finally {
      unsubscribe("welinkpark:call:start", listen);
      unsubscribe("welinkpark:call:end", listen);
    }
    assert.deepEqual(
      seen.map(({ channel }) => channel),
      ["welinkpark:call:start", "welinkpark:call:end"],
    );
    assert.equal(seen[0].event, seen[1].event);
    assert.equal(seen[1].event.code, "0000");
  });
});
