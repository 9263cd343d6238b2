// tests/cases/flows/paging.json, and what a table cannot say about walks.

import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { after, before, describe, it } from "node:test";

import { DecodeError, ValidationError, WelinkParkError } from "welinkpark";

import { canonical, check, insert, run } from "./runner.mjs";
import { load, startSandbox, telling } from "./support.mjs";

const QUERY = "blacklist.query";

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.close());

describe("paging.json", () => {
  for (const one of load("cases/flows/paging.json").cases) {
    it(one.name, () => telling("cases/flows/paging", one.name, () => run(sandbox, one, walk)));
  }
});

async function walk(client, step, saved) {
  const params = insert(step.params, saved);
  const { page_size: pageSize, limit, prefetch, window_seconds: seconds, concurrent } = step;
  const walks = {
    pages: () => client.pages(step.walk, params, { pageSize, limit, prefetch }),
    records: () => client.records(step.walk, params, { pageSize, limit, prefetch }),
    windows: () => client.windows(step.walk, params, { window: seconds * 1000, pageSize, concurrent }),
  };
  const came = [];
  let error;
  const walked = walks[step.by ?? "pages"]();
  try {
    for await (const one of walked) {
      came.push(one);
    }
  } catch (thrown) {
    assert.ok(thrown instanceof WelinkParkError, thrown);
    error = thrown;
  }
  assert.deepEqual(await walked.next(), { done: true, value: undefined });
  return check(step, { answer: canonical(came), error }, saved);
}

describe("a walk", () => {
  async function listed(count) {
    await sandbox.reset();
    const client = sandbox.client();
    for (let number = 0; number < count; number += 1) {
      const startDate = new Date("2024-01-01T00:00:00+08:00");
      await client.blacklist.add({
        plateNumber: `${number}`,
        areaIds: ["1150779322741001"],
        startDate,
        reason: "walk",
      });
    }
    return client;
  }

  it("sends nothing before the first record is asked for", async () => {
    const client = await listed(1);
    const records = client.records(QUERY, { keyword: "walk" });
    assert.deepEqual(await sandbox.requests({ endpoint: QUERY }), []);
    const { value } = await records.next();
    assert.ok(value.startDate instanceof Date);
    await records.return();
  });

  it("that is left early gives up what it fetches ahead, and keeps no listener", async () => {
    const client = await listed(4);
    const { signal } = new AbortController();
    for await (const record of client.records(QUERY, { keyword: "walk" }, { pageSize: 2, signal })) {
      assert.equal(record.plateNumber, "3");
      break;
    }
    assert.equal(getEventListeners(signal, "abort").length, 0);
    await client.close();
  });

  it("ends with the signal's reason, during a call and between calls", async () => {
    const client = await listed(4);
    const between = new AbortController();
    const pages = client.pages(QUERY, { keyword: "walk" }, { pageSize: 2, signal: between.signal });
    await pages.next();
    between.abort("enough");
    await assert.rejects(pages.next(), (reason) => reason === "enough");
    assert.deepEqual(await pages.next(), { done: true, value: undefined });

    await sandbox.faults.add({ kind: "delay", delayMs: 5000, endpoint: QUERY });
    const during = client.pages(QUERY, {}, { signal: AbortSignal.timeout(50) });
    await assert.rejects(during.next(), { name: "TimeoutError" });
    await sandbox.faults.clear();
  });

  it("refuses names and settings that cannot be", async () => {
    const client = await listed(0);
    await assert.rejects(client.pages("no.such", {}).next(), ValidationError);
    await assert.rejects(client.pages("info.areas", {}).next(), ValidationError);
    for (const options of [{ pageSize: -1 }, { pageSize: 1.5 }, { limit: -1 }, { limit: Number.NaN }]) {
      await assert.rejects(client.pages(QUERY, {}, options).next(), { kind: "config" }, JSON.stringify(options));
    }
    await assert.rejects(client.windows(QUERY, {}, {}).next(), { kind: "validation" });
  });

  it("is logged as calls are, under the list's name", async () => {
    await listed(1);
    const told = [];
    const logger = {
      debug: (_message, event) => told.push(event.endpoint),
      warn: (_message, event) => told.push(event),
    };
    const client = sandbox.client({ logger });
    for await (const _page of client.pages(QUERY, { keyword: "walk" })) {
      // Each page is told once.
    }
    assert.deepEqual(told, [QUERY, QUERY]);
    await sandbox.faults.add({ kind: "bad_json", endpoint: QUERY, times: 1 });
    await assert.rejects(client.pages(QUERY, {}).next(), DecodeError);
    assert.equal(told[2].failure, "DecodeError");
  });
});
