// tests/cases: calls against the sandbox as data, here through the typed methods.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { WelinkParkError } from "welinkpark";

import { list, load, method, startSandbox, telling } from "./support.mjs";

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.close());

for (const file of list("cases")) {
  describe(file, () => {
    for (const one of load(`cases/${file}`).cases) {
      it(one.name, () => telling(`cases/${file.replace(".json", "")}`, one.name, () => run(one)));
    }
  });
}

async function run({ options = {}, steps }) {
  await sandbox.reset();
  await sandbox.settings({ windowSeconds: 1_000_000_000 });
  await sandbox.clock.freeze();
  await sandbox.clock.set("2026-06-01 08:00:00");
  const { app_id: appId, secret_key: secretKey, correct_clock: correctClock, timestamp_unit: unit } = options;
  const given = { appId, secretKey, correctClock, maxResponse: options.max_response, parkId: options.park_id };
  const client = sandbox.client({
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(unit === undefined ? {} : { timestampUnit: unit === "milliseconds" ? "ms" : "s" }),
    ...callOptions(options),
  });
  const saved = new Map();
  const result = [];
  for (const [index, step] of steps.entries()) {
    try {
      if (step.call) {
        result.push(await call(client, step, saved));
      } else {
        await (step.control ? control(step, saved) : log(step, saved));
      }
    } catch (error) {
      error.message = `step ${index + 1}: ${error.message}`;
      throw error;
    }
  }
  const { answer } = await request("GET", "/requests?limit=1000");
  return { result, requests: answer.requests };
}

async function control(step, saved) {
  const [verb, path] = step.control.split(" ");
  const { status, answer } = await request(verb, path, insert(step.body, saved));
  assert.equal(status, step.status ?? 200, JSON.stringify(answer));
  finish(step, answer, saved);
}

async function request(verb, path, body) {
  const init = { method: verb, ...(body === undefined || body === null ? {} : { body: JSON.stringify(body) }) };
  const response = await fetch(`${sandbox.controlUrl}${path}`, { ...init, headers: { connection: "close" } });
  return { status: response.status, answer: await response.json() };
}

async function call(client, step, saved) {
  const { park_id: parkId, ...options } = step.options ?? {};
  const view = parkId === undefined ? client : client.forPark(parkId);
  const { error, answer } = await outcome(view, step, insert(step.params, saved), callOptions(options));
  if (step.error === undefined) {
    assert.equal(error, undefined, error?.report);
    finish(step, answer, saved);
    return answer;
  }
  assert.ok(error, `succeeds: ${JSON.stringify(answer)}`);
  matches(insert(step.error, saved), described(error), "error");
  return described(error);
}

async function outcome(client, step, params, options) {
  try {
    // An endpoint without parameters has its options first.
    const given = step.params === undefined && NO_PARAMS.has(step.call) ? [options] : [params ?? undefined, options];
    return { answer: canonical(await method(client, step.call)(...given)) };
  } catch (error) {
    if (!(error instanceof WelinkParkError)) {
      throw error;
    }
    return { error };
  }
}

const NO_PARAMS = new Set(load("vectors/requests.json").vectors.flatMap((v) => (v.content === "" ? [v.endpoint] : [])));

async function log(step, saved) {
  const { endpoint } = step.log;
  const { answer } = await request("GET", endpoint === undefined ? "/requests" : `/requests?endpoint=${endpoint}`);
  matches(insert(step.expect, saved), answer.requests, "log");
}

function finish(step, answer, saved) {
  if (step.expect !== undefined) {
    matches(insert(step.expect, saved), answer, "");
  }
  for (const [name, pointer] of Object.entries(step.save ?? {})) {
    const part = pointer
      .split("/")
      .slice(1)
      .reduce((value, key) => value?.[key], answer);
    assert.notEqual(part, undefined, `there is no ${pointer}`);
    saved.set(name, part);
  }
}

function callOptions(options) {
  const { timeout_ms: timeout, attempt_timeout_ms: attemptTimeout, retries, encrypt, zip } = options;
  return { timeout, attemptTimeout, retries, encrypt, zip };
}

/** A result as canonical JSON. */
function canonical(result) {
  return JSON.parse(
    JSON.stringify(result ?? null, function (name, value) {
      const raw = this[name];
      return raw instanceof Date
        ? `${new Date(raw.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
        : value;
    }),
  );
}

function described(error) {
  const { kind, sent, attempts, retryable, code, errCode, platformMessage, field, rule, transport, status, stage } =
    error;
  const names = { kind, sent, attempts, retryable, code, field, rule, transport, status, stage };
  return { ...names, err_code: errCode, message: platformMessage };
}

/** Saved values where texts name them. */
function insert(value, saved) {
  if (typeof value === "string") {
    const name = /^\$\{(.*)\}$/.exec(value)?.[1];
    assert.ok(name === undefined || saved.has(name), `nothing was saved as ${name}`);
    return name === undefined ? value : saved.get(name);
  }
  assert.ok(typeof value !== "number" || !Number.isInteger(value) || Number.isSafeInteger(value), `unsafe ${value}`);
  if (Array.isArray(value)) {
    return value.map((item) => insert(item, saved));
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, insert(member, saved)]));
  }
  return value;
}

const SPECIAL = {
  $not_null: (_, found) => found !== null && found !== undefined,
  $len: (length, found) => Array.isArray(found) && found.length === length,
  $has: (element, found) => Array.isArray(found) && found.some((item) => fits(element, item)),
  $contains: (part, found) => typeof found === "string" && found.includes(part),
};

function matches(expected, found, path) {
  const problem = `at ${path || "/"}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`;
  if (Array.isArray(expected)) {
    assert.ok(Array.isArray(found) && found.length === expected.length, problem);
    expected.forEach((item, index) => {
      matches(item, found[index], `${path}/${index}`);
    });
  } else if (typeof expected === "object" && expected !== null) {
    const [name] = Object.keys(expected);
    if (name?.startsWith("$")) {
      assert.ok(SPECIAL[name]?.(expected[name], found), problem);
      return;
    }
    assert.ok(typeof found === "object" && found !== null && !Array.isArray(found), problem);
    for (const [member, value] of Object.entries(expected)) {
      matches(value, found[member] ?? null, `${path}/${member}`);
    }
  } else {
    assert.ok(expected === found, problem);
  }
}

function fits(expected, found) {
  try {
    matches(expected, found, "");
    return true;
  } catch {
    return false;
  }
}
