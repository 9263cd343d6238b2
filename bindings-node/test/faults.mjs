// tests/faults: every fault × every safety class, through this language's client. `make faults` runs it, with the servers
// that fail around it: welinkpark sandbox -- fault-server node --test test/faults.mjs

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

import { Client, WelinkParkError } from "welinkpark";

import { load, method } from "./support.mjs";

const routes = JSON.parse(process.env.WELINKPARK_FAULT_ROUTES);
const { options, classes, faults } = load("faults/faults.json");

describe("faults", () => {
  for (const fault of faults) {
    for (const [name, kind] of Object.entries(classes)) {
      it(`${fault.name} × ${name}`, async () => {
        const expected = fault.but?.[name] ?? (kind.done === undefined ? fault.read : fault.change);
        assert.deepEqual(await run(fault, kind), expected);
      });
    }
  }
});

async function run(fault, { setup = [], first, call, params = {}, done }) {
  await control("POST", "/reset");
  await control("PUT", "/settings", { window_seconds: 1_000_000_000 });
  await control("POST", "/clock", { freeze: true, now: "2026-06-01 08:00:00" });
  for (const [path, body] of setup) {
    await control("POST", path, body);
  }
  const given = { ...params };
  if (first !== undefined) {
    const direct = new Client();
    given[first.take] = (await method(direct, first.call)(first.params))[first.take];
    await direct.close();
  }
  const before = await count(done);
  if (fault.plan !== undefined) {
    await control("POST", "/faults", { ...fault.plan, endpoint: call });
  }
  // Without a server between, the sandbox itself.
  const route = routes[fault.via] ?? { base_url: process.env.WELINKPARK_BASE_URL };
  const client = new Client({
    baseUrl: route.base_url,
    proxy: route.proxy,
    caCertificates: route.ca_file && [readFileSync(route.ca_file, "utf8")],
    attemptTimeout: options.attempt_timeout_ms,
    timeout: options.timeout_ms,
  });
  if (fault.warm) {
    await client.info.areas();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const outcome = await made(client, call, given);
  await client.close();
  const log = await settled(call);
  const nonces = log.map(({ query, body }) => new URLSearchParams(query || body).get("Nonce"));
  assert.equal(new Set(nonces).size, log.length, "a nonce was used twice");
  const after = await count(done);
  return { ...outcome, arrived: log.length, done: after === null ? null : after - before };
}

async function made(client, call, params) {
  try {
    await (call === "info.areas" ? client.info.areas() : method(client, call)(params));
    return { result: "ok", sent: null, attempts: null };
  } catch (error) {
    assert.ok(error instanceof WelinkParkError, error);
    const { kind, transport, status, stage, code, sent, attempts } = error;
    const particular = { transport, http: status, decode: stage, api: code }[kind];
    return { result: particular === undefined ? kind : `${kind} ${particular}`, sent, attempts };
  }
}

async function control(verb, path, body) {
  const init = { method: verb, headers: { connection: "close" } };
  const response = await fetch(`${process.env.WELINKPARK_CONTROL_URL}${path}`, {
    ...init,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  assert.equal(response.status, 200, await response.clone().text());
  return response.json();
}

/** How often the work is done, as the sandbox's database says. */
async function count(pointer) {
  if (pointer === undefined) {
    return null;
  }
  const state = await control("GET", "/state");
  const part = pointer
    .split("/")
    .slice(1)
    .reduce((value, key) => value[key], state);
  return Array.isArray(part) ? part.length : part;
}

/** The requests to an endpoint, once the sandbox is done with them. */
async function settled(call) {
  for (let tries = 0; tries < 500; tries += 1) {
    const { requests } = await control("GET", `/requests?endpoint=${call}`);
    if (!requests.some(({ pending }) => pending)) {
      return requests;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${call} is still being worked on`);
}
