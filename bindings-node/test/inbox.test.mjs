// How results come back to JavaScript: in batches, each to its own promise.

import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { after, before, describe, it } from "node:test";

import { native, startSandbox, until } from "./support.mjs";

let sandbox;
let client;
before(async () => {
  sandbox = await startSandbox();
  client = sandbox.client();
});
after(() => sandbox.close());

describe("many calls at once", () => {
  it("settle each with its own answer or its own error", async () => {
    const plates = Array.from({ length: 100 }, (_, number) => `粤B${String(number).padStart(5, "0")}`);
    const area = { areaIds: ["1150779322741001"], startDate: "2026-06-01" };
    const ids = await Promise.all(plates.map((plateNumber) => client.blacklist.add({ plateNumber, ...area })));
    assert.equal(new Set(ids).size, plates.length);

    const settled = await Promise.allSettled(
      plates.flatMap((keyword, number) => [
        client.blacklist.query({ keyword }),
        client.callRaw("GET", `/nothing/${number}`, {}),
        client.info.areas({ timeout: -number - 1 }),
      ]),
    );
    for (const [number, plate] of plates.entries()) {
      const [found, unknown, refused] = settled.slice(number * 3);
      assert.deepEqual(
        found.value.map(({ blackListId, plateNumber }) => [blackListId, plateNumber]),
        [[ids[number], plate]],
      );
      assert.equal(unknown.reason.endpoint, `/nothing/${number}`);
      assert.match(refused.reason.message, new RegExp(`-${number + 1}\\b`));
    }
  });

  it("go on in the context that they were awaited in", async () => {
    const storage = new AsyncLocalStorage();
    const seen = await Promise.all(
      Array.from({ length: 40 }, (_, number) =>
        storage.run(number, async () => {
          await client.info.areas();
          const between = storage.getStore();
          await client.passport.get({ passportId: "1" }).catch(() => {});
          return [between, storage.getStore()];
        }),
      ),
    );
    assert.deepEqual(
      seen,
      seen.map((_, number) => [number, number]),
    );
  });
});

describe("an inbox", () => {
  it("wakes once for all that comes before it is emptied, and again afterwards", async () => {
    let wakes = 0;
    const inbox = new native.Inbox(() => {
      wakes += 1;
    });
    const { appId, secretKey, parkId, baseUrl } = sandbox;
    const direct = native.NativeClient.open({ appId, secretKey, parkId, baseUrl }, {}, inbox);
    const start = () => direct.call("info.areas", "{}", true, {}, undefined);
    for (let round = 1; round <= 3; round += 1) {
      await sandbox.clearRequests();
      const tickets = Array.from({ length: 20 }, start);
      await until(async () => (await sandbox.requests()).length === tickets.length, "all requests arrive");
      await until(() => wakes > 0, "the inbox wakes");
      const taken = [];
      // Nothing is taken between the first and the last result.
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.equal(wakes, 1);
      await until(() => taken.push(...inbox.take()) === tickets.length * 3, "all results come");
      assert.deepEqual(
        taken.filter((_, at) => at % 3 === 0).sort((one, other) => one - other),
        tickets,
      );
      assert.ok(taken.every((part, at) => at % 3 === 0 || (part === undefined) === (at % 3 === 2)));
      // A ring for what was taken already may still be on its way.
      await new Promise((resolve) => setTimeout(resolve, 100));
      wakes = 0;
    }
  });
});
