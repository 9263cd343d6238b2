// Runs cases: steps against the sandbox, as tests/cases/README.md describes them.

import assert from "node:assert/strict";

import { WelinkParkError } from "welinkpark";

import { load, method } from "./support.mjs";

/**
 * Runs a case in a fresh park, once with each of its values to begin with. `special` does the steps that only flows
 * have. The result is what its calls gave, and the requests as the sandbox logged them.
 */
export async function run(sandbox, { options = {}, steps, with: begins = [{}] }, special) {
  const result = [];
  for (const begin of begins) {
    await runOnce(sandbox, options, steps, new Map(Object.entries(begin)), special, result);
  }
  const { answer } = await request(sandbox, "GET", "/requests?limit=1000");
  return { result, requests: answer.requests };
}

async function runOnce(sandbox, options, steps, saved, special, result) {
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
  for (const [index, step] of steps.entries()) {
    try {
      if (step.control) {
        await control(sandbox, step, saved);
      } else if (step.call) {
        result.push(...(await calls(client, step, saved)));
      } else if (step.log) {
        await log(sandbox, step, saved);
      } else {
        result.push(...(await special(client, step, saved)));
      }
    } catch (error) {
      error.message = `step ${index + 1}: ${error.message}`;
      throw error;
    }
  }
}

async function control(sandbox, step, saved) {
  const [verb, path] = step.control.split(" ");
  const { status, answer } = await request(sandbox, verb, path, insert(step.body, saved));
  assert.equal(status, step.status ?? 200, JSON.stringify(answer));
  finish(step, answer, saved);
}

async function request(sandbox, verb, path, body) {
  const init = { method: verb, ...(body === undefined || body === null ? {} : { body: JSON.stringify(body) }) };
  const response = await fetch(`${sandbox.controlUrl}${path}`, { ...init, headers: { connection: "close" } });
  return { status: response.status, answer: await response.json() };
}

async function calls(client, step, saved) {
  if (step.times === undefined) {
    return [await call(client, step, saved)];
  }
  const answers = [];
  for (let number = 0; number < step.times; number += 1) {
    saved.set("n", String(number).padStart(5, "0"));
    answers.push(await call(client, step, saved));
  }
  return answers;
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

async function log(sandbox, step, saved) {
  const { endpoint } = step.log;
  const { answer } = await request(
    sandbox,
    "GET",
    endpoint === undefined ? "/requests" : `/requests?endpoint=${endpoint}`,
  );
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

/**
 * Holds an outcome against what a step says; before an error, `answer` is what came until then. The result is what there
 * is to tell: what came, and the error.
 */
export function check(step, { answer, error }, saved) {
  if (step.expect !== undefined) {
    matches(insert(step.expect, saved), answer, "");
  }
  if (step.error === undefined) {
    assert.equal(error, undefined, error?.report);
  } else {
    assert.ok(error, `succeeds: ${JSON.stringify(answer)}`);
    matches(insert(step.error, saved), described(error), "error");
  }
  return [...(answer === undefined ? [] : [answer]), ...(error === undefined ? [] : [described(error)])];
}

/** A result as canonical JSON. */
export function canonical(result) {
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
export function insert(value, saved) {
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
