/* Steps of cases: control requests, calls through the typed functions, looks at the log. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "outcome.h"
#include "steps.h"

enum { MOST = 32 };

const char *control_url;
int mode = BLOCKING;

static char called[64][64]; /* names of the endpoints that were called */
static size_t called_count;

/* Values saved in a case, by name, as JSON. */
static struct {
  const char *name;
  char *json;
} saved[MOST];
static size_t saved_count;

/* The newest of a name counts. */
void remember(const char *name, const char *text) {
  char *copy = (char *)malloc(strlen(text) + 1);
  size_t index = 0;
  if (copy == NULL) abort();
  strcpy(copy, text);
  while (index < saved_count && strcmp(saved[index].name, name) != 0) index++;
  check(index < MOST, "there is room to save");
  if (index == MOST) abort();
  if (index < saved_count)
    free(saved[index].json);
  else
    saved_count++;
  saved[index].name = name;
  saved[index].json = copy;
}

void forget_all(void) {
  while (saved_count > 0) free(saved[--saved_count].json);
}

static void write_resolved(buffer *out, const json *value) {
  const json *item;
  size_t index;
  if (value->kind == JSON_STRING && value->length > 3 && strncmp(value->text, "${", 2) == 0)
    for (index = 0; index < saved_count; index++)
      if (strlen(saved[index].name) == value->length - 3 &&
          strncmp(value->text + 2, saved[index].name, value->length - 3) == 0) {
        put(out, saved[index].json);
        return;
      }
  if (value->kind != JSON_ARRAY && value->kind != JSON_OBJECT) {
    json_write(out, value);
    return;
  }
  put(out, value->kind == JSON_ARRAY ? "[" : "{");
  for (item = value->first; item != NULL; item = item->next) {
    put(out, item == value->first ? "" : ",");
    if (value->kind == JSON_OBJECT) {
      put_quoted(out, item->name, strlen(item->name));
      put(out, ":");
    }
    write_resolved(out, item);
  }
  put(out, value->kind == JSON_ARRAY ? "]" : "}");
}

json *resolved(const json *value) {
  buffer out = {0};
  json *made;
  write_resolved(&out, value);
  made = json_parse(buffer_text(&out));
  buffer_free(&out);
  return made;
}

int matches(const json *found, const json *expected) {
  const json *member, *item;
  if (expected->kind == JSON_OBJECT && expected->first != NULL && expected->first->name[0] == '$') {
    const json *rule = expected->first;
    if (strcmp(rule->name, "$not_null") == 0) return found != NULL && found->kind != JSON_NULL;
    if (strcmp(rule->name, "$contains") == 0)
      return found != NULL && found->kind == JSON_STRING && strstr(found->text, rule->text) != NULL;
    if (found == NULL || found->kind != JSON_ARRAY) return 0;
    if (strcmp(rule->name, "$len") == 0) return json_length(found) == strtoul(rule->text, NULL, 10);
    if (strcmp(rule->name, "$has") == 0) {
      for (item = found->first; item != NULL; item = item->next)
        if (matches(item, rule)) return 1;
      return 0;
    }
    return 0;
  }
  if (expected->kind == JSON_NULL) return found == NULL || found->kind == JSON_NULL;
  if (found == NULL || found->kind != expected->kind) return 0;
  if (expected->kind == JSON_OBJECT) {
    for (member = expected->first; member != NULL; member = member->next)
      if (!matches(json_get(found, member->name), member)) return 0;
    return 1;
  }
  if (expected->kind == JSON_ARRAY) {
    if (json_length(found) != json_length(expected)) return 0;
    for (item = found->first, member = expected->first; item != NULL; item = item->next, member = member->next)
      if (!matches(item, member)) return 0;
    return 1;
  }
  return json_equal(found, expected);
}

/* `found` matches what the step expects; what it saves is saved. */
void judge(const json *step, const char *key, const char *found_text) {
  const json *expect = json_get(step, key), *save = json_get(step, "save"), *member;
  json *found = json_parse(found_text);
  check(found != NULL, "an answer in JSON");
  if (expect != NULL) {
    json *wanted = resolved(expect);
    int good = matches(found, wanted);
    char *message = NULL;
    if (!good) {
      buffer text = {0};
      put(&text, "expected ");
      json_write(&text, wanted);
      put(&text, "\n    found ");
      put(&text, found_text);
      message = text.text;
    }
    check(good, good ? "expectation" : message);
    free(message);
    json_free(wanted);
  }
  for (member = save == NULL ? NULL : save->first; member != NULL; member = member->next) {
    const json *at = json_at(found, member->text);
    buffer text = {0};
    check(at != NULL, "there is something to save");
    if (at == NULL) continue;
    json_write(&text, at);
    remember(member->name, buffer_text(&text));
    buffer_free(&text);
  }
  json_free(found);
}

void control(const char *request, const json *body, const json *step) {
  char method[16] = "", path[200] = "";
  const char *wanted = step == NULL || json_get(step, "status") == NULL ? "200" : json_get(step, "status")->text;
  buffer text = {0};
  char *answer;
  int status = 0;
  sscanf(request, "%15s %199s", method, path);
  if (body != NULL) write_resolved(&text, body);
  answer = http(method, control_url, path, buffer_text(&text), &status);
  if (status != atoi(wanted)) fprintf(stderr, "%s: %d %s\n", request, status, answer ? answer : "");
  check(status == atoi(wanted), request);
  if (answer != NULL && step != NULL) judge(step, "expect", answer);
  free(answer);
  buffer_free(&text);
}

void fresh_park(void) {
  json *settings = json_parse("{\"window_seconds\":1000000000}");
  json *clock = json_parse("{\"freeze\":true,\"now\":\"2026-06-01 08:00:00\"}");
  control("POST /reset", NULL, NULL);
  control("PUT /settings", settings, NULL);
  control("POST /clock", clock, NULL);
  json_free(settings);
  json_free(clock);
}

wlp_optional setting(const json *options, const char *name) {
  const json *found = json_get(options, name);
  static const wlp_optional absent = WLP_ABSENT;
  if (found == NULL) return absent;
  return wlp_some(found->kind == JSON_NUMBER ? strtoll(found->text, NULL, 10) : found->kind == JSON_TRUE);
}

static wlp_optional zip(const json *options) {
  const json *found = json_get(options, "zip");
  static const wlp_optional absent = WLP_ABSENT;
  if (found == NULL) return absent;
  return wlp_some(found->kind == JSON_TRUE ? WLP_ZIP_ALWAYS : WLP_ZIP_NEVER);
}

wlp_client *client_of(const json *options) {
  wlp_config config = WLP_CONFIG_INIT;
  wlp_client *client = NULL;
  wlp_error *error = NULL;
  config.app_id = json_string(options, "app_id");
  config.secret_key = json_string(options, "secret_key");
  config.park_id = json_string(options, "park_id");
  config.encrypt = setting(options, "encrypt");
  config.zip = zip(options);
  config.retries = setting(options, "retries");
  config.timeout_ms = setting(options, "timeout_ms");
  config.attempt_timeout_ms = setting(options, "attempt_timeout_ms");
  config.correct_clock = setting(options, "correct_clock");
  config.max_response = setting(options, "max_response");
  if (json_string(options, "timestamp_unit") != NULL) config.timestamp_unit = WLP_TIMESTAMP_MILLISECONDS;
  check(wlp_client_new(&config, &client, &error) == WLP_OK, "wlp_client_new");
  if (error != NULL) fprintf(stderr, "%s\n", wlp_error_report(error));
  wlp_error_free(error);
  return client;
}

static const char *const kinds[] = {"ok",     "config", "validation", "transport", "http",
                                    "decode", "api",    "cancelled",  "internal",  "misuse"};

static void member(buffer *out, const char *name, const char *text) {
  put(out, ",");
  put_quoted(out, name, strlen(name));
  put(out, ":");
  put_text(out, text);
}

void describe(buffer *out, wlp_status status, const wlp_error *error) {
  static const char *const sent[] = {"no", "yes", "unknown"};
  char numbers[100];
  check(wlp_error_status(error) == status, "an error has the status of its function");
  put(out, "{\"kind\":");
  put_text(out, kinds[status]);
  snprintf(numbers, sizeof numbers, ",\"attempts\":%u,\"retryable\":%s,\"status\":%u", wlp_error_attempts(error),
           wlp_error_retryable(error) ? "true" : "false", wlp_error_http_status(error));
  put(out, numbers);
  member(out, "sent", sent[wlp_error_sent(error)]);
  member(out, "code", wlp_error_code(error));
  member(out, "err_code", wlp_error_err_code(error));
  member(out, "message", wlp_error_api_message(error));
  member(out, "field", wlp_error_field(error));
  member(out, "rule", wlp_error_rule(error));
  member(out, "transport", wlp_error_transport(error));
  member(out, "stage", wlp_error_stage(error));
  put(out, "}");
}

static void note_called(const char *endpoint) {
  size_t index;
  for (index = 0; index < called_count; index++)
    if (strcmp(called[index], endpoint) == 0) return;
  if (called_count < 64) snprintf(called[called_count++], sizeof called[0], "%s", endpoint);
}

wlp_status make(const wlp_client *client, const char *endpoint, json *params, buffer *out, wlp_error **error) {
  arena memory = {0};
  driver run = {0};
  wlp_status status;
  size_t known;
  run.client = NULL; /* nothing is sent while the parameters are only looked at */
  run.params = params;
  run.memory = &memory;
  run.out = out;
  for (known = 0; known < endpoint_count() && strcmp(endpoint_name(known), endpoint) != 0;) known++;
  if (known < endpoint_count()) run_endpoint(endpoint, &run);
  wlp_error_free(run.error);
  run.error = NULL;
  if (known < endpoint_count() && json_all_used(params) && mode != AS_JSON) {
    run.client = client;
    run.callbacks = mode == CALLBACKS;
    status = run_endpoint(endpoint, &run);
    *error = run.error;
    note_called(endpoint);
  } else {
    wlp_text_answer *answer = NULL;
    buffer text = {0};
    json_write(&text, params);
    status = wlp_call_json(client, endpoint, buffer_text(&text), &answer, error);
    if (status == WLP_OK) put(out, wlp_text_answer_value(answer));
    wlp_text_answer_free(answer);
    buffer_free(&text);
  }
  arena_free(&memory);
  return status;
}

void call(const wlp_client *client, const json *step) {
  const json *options = json_get(step, "options"), *given = json_get(step, "params");
  const char *park = json_string(options, "park_id");
  json *params = given == NULL ? json_parse("{}") : resolved(given);
  wlp_client *of_park = NULL, *with_options = NULL;
  wlp_error *error = NULL;
  buffer out = {0};
  wlp_status status;
  if (park != NULL) {
    check(wlp_client_for_park(client, park, &of_park, NULL) == WLP_OK, "wlp_client_for_park");
    client = of_park;
  }
  if (options != NULL) {
    wlp_call_options settings = WLP_CALL_OPTIONS_INIT;
    settings.encrypt = setting(options, "encrypt");
    settings.zip = zip(options);
    settings.retries = setting(options, "retries");
    settings.timeout_ms = setting(options, "timeout_ms");
    settings.attempt_timeout_ms = setting(options, "attempt_timeout_ms");
    check(wlp_client_with_options(client, &settings, &with_options, NULL) == WLP_OK, "wlp_client_with_options");
    client = with_options;
  }
  status = make(client, json_string(step, "call"), params, &out, &error);
  if (status == WLP_OK) {
    check(json_get(step, "error") == NULL, "the call has to fail");
    judge(step, "expect", buffer_text(&out));
    outcome_json(buffer_text(&out));
  } else {
    buffer_free(&out);
    describe(&out, status, error);
    if (json_get(step, "error") == NULL) fprintf(stderr, "%s\n", wlp_error_report(error));
    check(json_get(step, "error") != NULL, "the call has to succeed");
    judge(step, "error", buffer_text(&out));
    outcome_json(buffer_text(&out));
  }
  wlp_error_free(error);
  wlp_client_free(with_options);
  wlp_client_free(of_park);
  json_free(params);
  buffer_free(&out);
}

void look(const json *step) {
  const char *endpoint = json_string(json_get(step, "log"), "endpoint");
  char path[200];
  int status = 0;
  char *answer;
  json *log;
  buffer text = {0};
  snprintf(path, sizeof path, "/requests%s%s", endpoint ? "?endpoint=" : "", endpoint ? endpoint : "");
  answer = http("GET", control_url, path, NULL, &status);
  log = json_parse(answer ? answer : "");
  check(json_get(log, "requests") != NULL, path);
  if (log != NULL) {
    json_write(&text, json_get(log, "requests"));
    judge(step, "expect", buffer_text(&text));
  }
  buffer_free(&text);
  json_free(log);
  free(answer);
}

size_t check_all_called(void) {
  size_t index;
  for (index = 0; index < endpoint_count(); index++) {
    size_t other = 0;
    while (other < called_count && strcmp(called[other], endpoint_name(index)) != 0) other++;
    check(other < called_count, endpoint_name(index));
  }
  return called_count;
}
