// tests/vectors: what every language must agree on, byte for byte.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { WelinkParkError } from "welinkpark";

import { list, load, native, telling } from "./support.mjs";

/** One test per vector; a key that no runner knows fails. `run` gives back what the library made of it. */
function each(file, keys, run) {
  describe(file, () => {
    for (const vector of load(`vectors/${file}`).vectors) {
      const test = () => {
        const unknown = Object.keys(vector).filter((key) => !["name", "made_by", ...keys].includes(key));
        assert.deepEqual(unknown, []);
        return { result: run(vector) };
      };
      it(vector.name, () => telling(`vectors/${file.replace(".json", "")}`, vector.name, test));
    }
  });
}

/** What the native half throws, as users see it. */
function failure(work) {
  try {
    return { result: work() };
  } catch (error) {
    assert.ok(error.message.startsWith("welinkpark:"), error.message);
    return { error: WelinkParkError.fromJSON(JSON.parse(error.message.slice("welinkpark:".length))) };
  }
}

it("all files of tests/vectors run here", () => {
  const run = [
    "content",
    "content_errors",
    "envelope",
    "query",
    "requests",
    "response_errors",
    "responses",
    "signature",
  ];
  assert.deepEqual(list("vectors").sort(), run.map((name) => `${name}.json`).sort());
});

each("signature.json", ["secret", "params", "canonical", "signature", "not_signature"], (vector) => {
  const canonical = native.canonicalString(Object.entries(vector.params).flat());
  assert.equal(canonical, vector.canonical);
  assert.equal(native.sign(vector.secret, canonical), vector.signature);
  assert.ok(native.verify(vector.secret, canonical, vector.signature));
  if (vector.not_signature !== undefined) {
    assert.ok(!native.verify(vector.secret, canonical, vector.not_signature));
  }
  return [canonical, native.sign(vector.secret, canonical)];
});

each("query.json", ["params", "encoded", "decode_only"], (vector) => {
  const parsed = native.parseForm(vector.encoded);
  assert.deepEqual(parsed, vector.params);
  if (vector.decode_only) {
    return parsed.flat();
  }
  const encoded = native.encodeForm(vector.params.flat());
  assert.equal(encoded, vector.encoded);
  return [...parsed.flat(), encoded];
});

const CODING = ["secret", "key", "mode", "iv", "encrypt", "zip", "content"];

function coding({ secret, key, mode, iv, encrypt, zip }) {
  assert.equal(mode === "cbc", iv !== undefined);
  return { secret, key, iv, encrypt: encrypt === 1, zip: zip === 1 };
}

each("content.json", [...CODING, "plain", "deterministic", "decode_only"], (vector) => {
  const repeat = vector.plain.plain_repeat;
  const plain = repeat === undefined ? vector.plain : repeat[0].repeat(repeat[1]);
  const decoded = native.decodeContent(vector.content, coding(vector));
  assert.ok(decoded === plain);
  const length = String(Buffer.byteLength(decoded));
  if (!vector.decode_only) {
    const encoded = native.encodeContent(plain, coding(vector));
    assert.ok(native.decodeContent(encoded, coding(vector)) === plain);
    if (vector.deterministic) {
      assert.equal(encoded, vector.content);
      return [length, encoded];
    }
  }
  return [length];
});

each("content_errors.json", [...CODING, "error"], (vector) => {
  const { error } = failure(() => native.decodeContent(vector.content, coding(vector)));
  assert.equal(error?.stage, vector.error);
  return [error.stage];
});

each("envelope.json", ["body", "expect", "error"], (vector) => {
  const { result, error } = failure(() => JSON.parse(native.parseEnvelope(vector.body)));
  assert.deepEqual(result, vector.expect);
  assert.equal(error?.stage, vector.error);
  if (error !== undefined) {
    return [error.stage];
  }
  const { code, message, err_code, encrypt, zip, content } = result;
  return [code, message, err_code, String(encrypt), String(zip), content];
});

each("responses.json", ["endpoint", "typing", "content", "canonical"], (vector) => {
  const canonical = native.canonicalJson(vector.endpoint, vector.content, true);
  assert.equal(canonical, vector.canonical);
  assert.equal(native.canonicalJson(vector.endpoint, vector.content, false), vector.canonical);
  return [canonical];
});

each("response_errors.json", ["endpoint", "content", "error", "tolerant"], (vector) => {
  const { error } = failure(() => native.canonicalJson(vector.endpoint, vector.content, true));
  assert.equal(error?.stage, vector.error.stage);
  assert.equal(error.path ?? undefined, vector.error.path);
  assert.equal(error.content, vector.content);
  const { result } = failure(() => native.canonicalJson(vector.endpoint, vector.content, false));
  assert.equal(result ?? null, vector.tolerant);
  return [error.stage, error.path, result ?? null];
});

each("requests.json", ["endpoint", "params", "content", "error"], (vector) => {
  const { result, error } = failure(() => native.encodeParams(vector.endpoint, vector.params));
  assert.equal(result, vector.content);
  assert.equal(error?.field, vector.error?.field);
  assert.equal(error?.rule, vector.error?.rule);
  return error === undefined ? [result] : [error.field, error.rule];
});
