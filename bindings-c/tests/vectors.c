/* tests/vectors in C: bytes in, bytes out. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "outcome.h"
#include "typed.h"

enum { MOST = 64 };

/* Texts end at U+0000 in C: the few vectors that contain it are for other languages. */
static int has_nul(const json *value) {
  const json *item;
  if (value->kind == JSON_STRING && strlen(value->text) != value->length) return 1;
  for (item = value->first; item != NULL; item = item->next)
    if (has_nul(item)) return 1;
  return 0;
}

static void same(const char *what, const char *found, const char *expected) {
  char message[1000];
  int equal = (found == NULL && expected == NULL) || (found && expected && strcmp(found, expected) == 0);
  if (!equal)
    snprintf(message, sizeof message, "%s\n    found    %.300s\n    expected %.300s", what, found ? found : "(none)",
             expected ? expected : "(none)");
  check(equal, equal ? what : message);
}

static void signature(const json *vector) {
  const char *names[MOST], *values[MOST], *secret = json_string(vector, "secret");
  const char *expected = json_string(vector, "signature"), *wrong = json_string(vector, "not_signature");
  const json *member;
  char *canonical = NULL, *signed_text = NULL;
  size_t count = 0;
  bool valid = false;
  for (member = json_get(vector, "params")->first; member != NULL; member = member->next) {
    names[count] = member->name;
    values[count++] = member->text;
  }
  check(wlp_sign(secret, names, values, count, &canonical, &signed_text, NULL) == WLP_OK, "wlp_sign");
  same("canonical string", canonical, json_string(vector, "canonical"));
  same("signature", signed_text, expected);
  outcome_text(canonical);
  outcome_text(signed_text);
  check(wlp_verify(secret, names, values, count, expected, &valid, NULL) == WLP_OK && valid, "wlp_verify");
  if (wrong != NULL)
    check(wlp_verify(secret, names, values, count, wrong, &valid, NULL) == WLP_OK && !valid, "wlp_verify, wrong");
  wlp_string_free(canonical);
  wlp_string_free(signed_text);
}

static void query(const json *vector) {
  const char *names[MOST], *values[MOST], *encoded = json_string(vector, "encoded");
  const json *pair;
  wlp_form *form = NULL;
  char *found = NULL;
  size_t count = 0, index;
  for (pair = json_get(vector, "params")->first; pair != NULL; pair = pair->next) {
    names[count] = pair->first->text;
    values[count++] = pair->first->next->text;
  }
  check(wlp_form_parse(encoded, &form, NULL) == WLP_OK, "wlp_form_parse");
  check(wlp_form_len(form) == count, "number of parts");
  for (index = 0; index < count; index++) {
    same("name", wlp_form_name(form, index), names[index]);
    same("value", wlp_form_value(form, index), values[index]);
    outcome_text(wlp_form_name(form, index));
    outcome_text(wlp_form_value(form, index));
  }
  wlp_form_free(form);
  if (json_get(vector, "decode_only") != NULL) return;
  check(wlp_form_encode(names, values, count, &found, NULL) == WLP_OK, "wlp_form_encode");
  same("encoded", found, encoded);
  outcome_text(found);
  wlp_string_free(found);
}

static int given(const json *vector, const char *name) {
  const json *found = json_get(vector, name);
  return found != NULL && (found->kind == JSON_TRUE || (found->kind == JSON_NUMBER && strcmp(found->text, "1") == 0));
}

static void content(const json *vector) {
  wlp_coding coding = WLP_CODING_INIT;
  const char *iv = json_string(vector, "iv"), *error = json_string(vector, "error");
  const char *coded = json_string(vector, "content");
  const json *plain_json = json_get(vector, "plain");
  buffer plain = {0};
  char length[24];
  char *found = NULL, *again = NULL;
  wlp_error *failure = NULL;
  size_t index;
  coding.secret_key = json_string(vector, "secret");
  coding.key = (const uint8_t *)json_string(vector, "key");
  coding.cipher_mode = strcmp(json_string(vector, "mode"), "cbc") == 0 ? WLP_CIPHER_CBC : WLP_CIPHER_ECB;
  coding.encrypt = given(vector, "encrypt");
  coding.zip = given(vector, "zip");
  for (index = 0; iv != NULL && index < 8; index++) {
    char digits[3] = {iv[2 * index], iv[2 * index + 1], 0};
    coding.iv[index] = (uint8_t)strtoul(digits, NULL, 16);
  }
  if (error != NULL) {
    check(wlp_content_decode(&coding, coded, 64u << 20, &found, &failure) == WLP_DECODE, "a decode error");
    check(found == NULL, "no output with an error");
    same("stage", wlp_error_stage(failure), error);
    outcome_text(wlp_error_stage(failure));
    wlp_error_free(failure);
    return;
  }
  if (plain_json->kind == JSON_OBJECT) {
    const json *repeat = json_get(plain_json, "plain_repeat");
    long times = strtol(repeat->first->next->text, NULL, 10);
    while (times-- > 0) put(&plain, repeat->first->text);
  } else {
    put(&plain, plain_json->text);
  }
  check(wlp_content_decode(&coding, coded, 64u << 20, &found, NULL) == WLP_OK, "wlp_content_decode");
  same("plain", found, buffer_text(&plain));
  snprintf(length, sizeof length, "%lu", found == NULL ? 0ul : (unsigned long)strlen(found));
  outcome_text(length);
  wlp_string_free(found);
  if (!given(vector, "decode_only")) {
    check(wlp_content_encode(&coding, buffer_text(&plain), &found, NULL) == WLP_OK, "wlp_content_encode");
    check(wlp_content_decode(&coding, found, 64u << 20, &again, NULL) == WLP_OK, "decoded again");
    same("plain again", again, buffer_text(&plain));
    if (given(vector, "deterministic")) {
      same("content", found, coded);
      outcome_text(found);
    }
    wlp_string_free(found);
    wlp_string_free(again);
  }
  buffer_free(&plain);
}

static void envelope(const json *vector) {
  const json *expect = json_get(vector, "expect");
  wlp_envelope *found = NULL;
  wlp_error *error = NULL;
  wlp_status status = wlp_envelope_parse(json_string(vector, "body"), &found, &error);
  if (expect == NULL) {
    check(status == WLP_DECODE && found == NULL, "a decode error");
    same("stage", wlp_error_stage(error), json_string(vector, "error"));
    outcome_text(wlp_error_stage(error));
    wlp_error_free(error);
    return;
  }
  check(status == WLP_OK, "wlp_envelope_parse");
  same("code", wlp_envelope_code(found), json_string(expect, "code"));
  same("message", wlp_envelope_message(found), json_string(expect, "message"));
  same("err_code", wlp_envelope_err_code(found), json_string(expect, "err_code"));
  same("content", wlp_envelope_content(found), json_string(expect, "content"));
  check(wlp_envelope_encrypt(found) == given(expect, "encrypt"), "encrypt");
  check(wlp_envelope_zip(found) == given(expect, "zip"), "zip");
  outcome_text(wlp_envelope_code(found));
  outcome_text(wlp_envelope_message(found));
  outcome_text(wlp_envelope_err_code(found));
  outcome_text(wlp_envelope_encrypt(found) ? "1" : "0");
  outcome_text(wlp_envelope_zip(found) ? "1" : "0");
  outcome_text(wlp_envelope_content(found));
  wlp_envelope_free(found);
}

/* Through the typed functions: content to accessors to canonical JSON. */
static wlp_status typed(const json *vector, buffer *out, wlp_error **error) {
  arena memory = {0};
  driver run = {0};
  wlp_status status;
  run.content = json_string(vector, "content");
  run.memory = &memory;
  run.out = out;
  status = run_endpoint(json_string(vector, "endpoint"), &run);
  *error = run.error;
  arena_free(&memory);
  json_all_used(NULL);
  return status;
}

static void response(const json *vector) {
  const char *endpoint = json_string(vector, "endpoint"), *coded = json_string(vector, "content");
  buffer out = {0};
  wlp_error *error = NULL;
  char *found = NULL;
  int strict;
  check(typed(vector, &out, &error) == WLP_OK, "typed");
  same("typed", buffer_text(&out), json_string(vector, "canonical"));
  outcome_text(buffer_text(&out));
  buffer_free(&out);
  wlp_error_free(error);
  for (strict = 0; strict < 2; strict++) {
    check(wlp_content_canonical(endpoint, coded, strict, &found, NULL) == WLP_OK, "wlp_content_canonical");
    same("canonical", found, json_string(vector, "canonical"));
    wlp_string_free(found);
  }
}

static void response_error(const json *vector) {
  const json *expect = json_get(vector, "error");
  const char *endpoint = json_string(vector, "endpoint"), *coded = json_string(vector, "content");
  const char *tolerant = json_string(vector, "tolerant");
  buffer out = {0};
  wlp_error *error = NULL;
  char *found = NULL;
  check(typed(vector, &out, &error) == WLP_DECODE, "a decode error");
  same("stage", wlp_error_stage(error), json_string(expect, "stage"));
  same("path", wlp_error_path(error), json_string(expect, "path"));
  same("kept content", wlp_error_content(error), coded);
  outcome_text(wlp_error_stage(error));
  outcome_text(wlp_error_path(error));
  wlp_error_free(error);
  buffer_free(&out);
  if (tolerant == NULL) {
    check(wlp_content_canonical(endpoint, coded, 0, &found, NULL) == WLP_DECODE, "tolerant fails as well");
    outcome_text(NULL);
    return;
  }
  check(wlp_content_canonical(endpoint, coded, 0, &found, NULL) == WLP_OK, "tolerant");
  same("tolerant", found, tolerant);
  outcome_text(found);
  wlp_string_free(found);
}

static void request(const json *vector) {
  const json *expect = json_get(vector, "error");
  wlp_error *error = NULL;
  char *found = NULL;
  wlp_status status =
      wlp_params_encode(json_string(vector, "endpoint"), json_string(vector, "params"), &found, &error);
  if (expect != NULL) {
    check(status == WLP_VALIDATION, "a validation error");
    same("field", wlp_error_field(error), json_string(expect, "field"));
    same("rule", wlp_error_rule(error), json_string(expect, "rule"));
    outcome_text(wlp_error_field(error));
    outcome_text(wlp_error_rule(error));
  } else {
    same("content", found, json_string(vector, "content"));
    outcome_text(found);
  }
  wlp_error_free(error);
  wlp_string_free(found);
}

int main(int count, char **arguments) {
  static const struct {
    const char *file;
    void (*run)(const json *vector);
  } files[] = {{"signature", signature},   {"query", query},
               {"content", content},       {"content_errors", content},
               {"envelope", envelope},     {"responses", response},
               {"requests", request},      {"response_errors", response_error}};
  size_t index, skipped = 0, all = 0;
  for (index = 0; index < sizeof files / sizeof files[0]; index++) {
    char path[500];
    json *file, *vector;
    snprintf(path, sizeof path, "%s/%s.json", count > 1 ? arguments[1] : "tests/vectors", files[index].file);
    file = json_file(path);
    check(file != NULL, path);
    if (file == NULL) continue;
    for (vector = json_get(file, "vectors")->first; vector != NULL; vector = vector->next) {
      snprintf(path, sizeof path, "%s: %s", files[index].file, json_string(vector, "name"));
      check_in(path);
      all++;
      outcome_begin("c", "vectors", files[index].file, json_string(vector, "name"));
      if (has_nul(vector)) {
        skipped++;
        outcome_skip();
      } else {
        files[index].run(vector);
        outcome_end();
      }
    }
    json_free(file);
  }
  check(skipped < 10, "only vectors with U+0000 are left out");
  printf("vectors: %zu, %zu of them with U+0000 left out\n", all, skipped);
  return check_end("vectors");
}
