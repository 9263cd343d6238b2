/* tests/faults: every fault × every safety class, blocking or with callbacks. `make faults` runs it, with the servers that
   fail around it: welinkpark sandbox -- fault-server faults FILE [callbacks] */

#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "steps.h"

static void rest(long milliseconds) {
  struct timespec pause;
  pause.tv_sec = 0;
  pause.tv_nsec = milliseconds * 1000000;
  nanosleep(&pause, NULL);
}

/* A copy of an object with one member more; of no object, that member alone. */
static json *with_member(const json *object, const char *name, const json *value) {
  const json *member;
  buffer text = {0};
  json *made;
  put(&text, "{");
  for (member = object == NULL ? NULL : object->first; member != NULL; member = member->next) {
    put_text(&text, member->name);
    put(&text, ":");
    json_write(&text, member);
    put(&text, ",");
  }
  put_text(&text, name);
  put(&text, ":");
  json_write(&text, value);
  put(&text, "}");
  made = json_parse(buffer_text(&text));
  buffer_free(&text);
  return made;
}

static json *look_at(const char *path) {
  int status = 0;
  char *text = http("GET", control_url, path, NULL, &status);
  json *answer = json_parse(text == NULL ? "" : text);
  check(answer != NULL && status == 200, path);
  free(text);
  return answer;
}

/* How often the work is done, as the sandbox's database says. */
static long done(const json *kind) {
  json *state = look_at("/state");
  const json *part = json_at(state, json_string(kind, "done"));
  long count = -1;
  check(part != NULL, "there is something to count");
  if (part != NULL) count = part->kind == JSON_ARRAY ? (long)json_length(part) : strtol(part->text, NULL, 10);
  json_free(state);
  return count;
}

/* The requests to an endpoint, once the sandbox is done with them. */
static json *settled(const char *endpoint) {
  char path[200];
  int tries;
  snprintf(path, sizeof path, "/requests?endpoint=%s", endpoint);
  for (tries = 0;; tries++) {
    json *log = look_at(path);
    const json *requests = json_get(log, "requests"), *entry;
    int pending = 0;
    check(requests != NULL, path);
    for (entry = requests == NULL ? NULL : requests->first; entry != NULL; entry = entry->next)
      if (json_get(entry, "pending") != NULL && json_get(entry, "pending")->kind == JSON_TRUE) pending = 1;
    if (!pending || tries == 500) {
      check(!pending, "the sandbox ends its work");
      return log;
    }
    json_free(log);
    rest(10);
  }
}

/* As it came: a request that was dropped was not looked into. */
static const char *nonce(const json *entry, size_t *length) {
  const char *form = json_string(entry, "query"), *found;
  if (form == NULL || form[0] == '\0') form = json_string(entry, "body");
  found = form == NULL ? NULL : strstr(form, "Nonce=");
  *length = found == NULL ? 0 : strcspn(found, "&");
  return found;
}

static void check_nonces(const json *requests) {
  const json *entry, *other;
  for (entry = requests->first; entry != NULL; entry = entry->next) {
    size_t length, same;
    const char *mine = nonce(entry, &length);
    check(mine != NULL, "a request has a nonce");
    for (other = entry->next; mine != NULL && other != NULL; other = other->next) {
      const char *another = nonce(other, &same);
      check(another == NULL || same != length || memcmp(mine, another, length) != 0, "a nonce is used once");
    }
  }
}

/* The parameters of the call, with what a call before it gives. */
static json *parameters(const json *kind) {
  const json *given = json_get(kind, "params"), *first = json_get(kind, "first");
  buffer out = {0}, text = {0};
  wlp_client *direct;
  wlp_error *error = NULL;
  json *answer, *made;
  if (first == NULL) {
    if (given == NULL) return json_parse("{}");
    json_write(&text, given);
    made = json_parse(buffer_text(&text));
    buffer_free(&text);
    return made;
  }
  direct = client_of(NULL);
  json_write(&text, json_get(first, "params"));
  made = json_parse(buffer_text(&text));
  check(make(direct, json_string(first, "call"), made, &out, &error) == WLP_OK, "the call before");
  json_free(made);
  answer = json_parse(buffer_text(&out));
  made = with_member(given, json_string(first, "take"), json_get(answer, json_string(first, "take")));
  json_free(answer);
  buffer_free(&out);
  buffer_free(&text);
  wlp_error_free(error);
  wlp_client_free(direct);
  return made;
}

static char *file_text(const char *path) {
  FILE *file = fopen(path, "rb");
  buffer text = {0};
  char part[4096];
  size_t length;
  check(file != NULL, path);
  while (file != NULL && (length = fread(part, 1, sizeof part, file)) > 0) put_bytes(&text, part, length);
  if (file != NULL) fclose(file);
  return text.text;
}

/* Without a server between, the sandbox itself. */
static wlp_client *client_through(const json *route, const json *limits) {
  wlp_config config = WLP_CONFIG_INIT;
  wlp_client *client = NULL;
  const char *path = json_string(route, "ca_file");
  char *certificate = path == NULL ? NULL : file_text(path);
  config.base_url = json_string(route, "base_url");
  config.proxy = json_string(route, "proxy");
  config.ca_certificate = certificate;
  config.attempt_timeout_ms = setting(limits, "attempt_timeout_ms");
  config.timeout_ms = setting(limits, "timeout_ms");
  check(wlp_client_new(&config, &client, NULL) == WLP_OK, "wlp_client_new");
  free(certificate);
  return client;
}

/* `"ok"`, or the error's kind with its particular: `"transport timeout"`, `"http 502"`, `"decode gzip"`, `"api 0006"`. */
static void put_outcome(buffer *out, wlp_status status, const wlp_error *error) {
  static const char *const particulars[][2] = {
      {"transport", "transport"}, {"http", "status"}, {"decode", "stage"}, {"api", "code"}};
  buffer text = {0};
  char result[100];
  json *told;
  size_t index;
  if (status == WLP_OK) {
    put(out, "\"result\":\"ok\",\"sent\":null,\"attempts\":null");
    return;
  }
  describe(&text, status, error);
  told = json_parse(buffer_text(&text));
  snprintf(result, sizeof result, "%s", json_string(told, "kind"));
  for (index = 0; index < sizeof particulars / sizeof particulars[0]; index++)
    if (strcmp(particulars[index][0], json_string(told, "kind")) == 0)
      snprintf(result, sizeof result, "%s %s", particulars[index][0], json_get(told, particulars[index][1])->text);
  put(out, "\"result\":");
  put_text(out, result);
  put(out, ",\"sent\":");
  put_text(out, json_string(told, "sent"));
  put(out, ",\"attempts\":");
  put(out, json_get(told, "attempts")->text);
  json_free(told);
  buffer_free(&text);
}

/* What came of the call, as faults.json says it. */
static json *made_of(const json *fault, const json *kind, const json *route, const json *limits) {
  const char *endpoint = json_string(kind, "call");
  json *params = parameters(kind), *log, *found;
  long before = json_get(kind, "done") == NULL ? 0 : done(kind);
  buffer out = {0}, text = {0};
  wlp_client *client;
  wlp_error *error = NULL;
  wlp_status status;
  char numbers[100];
  if (json_get(fault, "plan") != NULL) {
    json *plan = with_member(json_get(fault, "plan"), "endpoint", json_get(kind, "call"));
    control("POST /faults", plan, NULL);
    json_free(plan);
  }
  client = client_through(route, limits);
  if (json_get(fault, "warm") != NULL) {
    wlp_area_list *areas = NULL;
    check(wlp_info_areas(client, &areas, NULL) == WLP_OK, "the call before");
    wlp_area_list_free(areas);
    rest(100);
  }
  status = make(client, endpoint, params, &out, &error);
  put(&text, "{");
  put_outcome(&text, status, error);
  wlp_error_free(error);
  wlp_client_free(client);
  log = settled(endpoint);
  check_nonces(json_get(log, "requests"));
  snprintf(numbers, sizeof numbers, ",\"arrived\":%lu,\"done\":", (unsigned long)json_length(json_get(log, "requests")));
  put(&text, numbers);
  snprintf(numbers, sizeof numbers, "%ld}", json_get(kind, "done") == NULL ? 0 : done(kind) - before);
  put(&text, json_get(kind, "done") == NULL ? "null}" : numbers);
  found = json_parse(buffer_text(&text));
  json_free(log);
  json_free(params);
  buffer_free(&out);
  buffer_free(&text);
  return found;
}

static void run(const json *matrix, const json *routes, const json *fault, const json *kind) {
  const json *step = json_get(kind, "setup") == NULL ? NULL : json_get(kind, "setup")->first;
  const json *expected = json_get(json_get(fault, "but"), kind->name);
  const json *route = json_string(fault, "via") == NULL ? NULL : json_get(routes, json_string(fault, "via"));
  buffer difference = {0};
  char where[300];
  json *found;
  snprintf(where, sizeof where, "%s × %s%s", json_string(fault, "name"), kind->name,
           mode == CALLBACKS ? " (callbacks)" : "");
  check_in(where);
  if (expected == NULL) expected = json_get(fault, json_get(kind, "done") == NULL ? "read" : "change");
  check((route == NULL) == (json_string(fault, "via") == NULL), "there is such a server");
  fresh_park();
  for (; step != NULL; step = step->next) {
    char request[200];
    snprintf(request, sizeof request, "POST %s", step->first->text);
    control(request, step->first->next, NULL);
  }
  found = made_of(fault, kind, route, json_get(matrix, "options"));
  put(&difference, "expected ");
  json_write(&difference, expected);
  put(&difference, "\n    found ");
  json_write(&difference, found);
  check(matches(found, expected), buffer_text(&difference));
  buffer_free(&difference);
  json_free(found);
}

int main(int count, char **arguments) {
  const char *given = getenv("WELINKPARK_FAULT_ROUTES");
  json *matrix = count > 1 ? json_file(arguments[1]) : NULL, *routes = given == NULL ? NULL : json_parse(given);
  const json *fault, *kind;
  size_t calls = 0;
  control_url = getenv("WELINKPARK_CONTROL_URL");
  if (control_url == NULL || routes == NULL || matrix == NULL) {
    fprintf(stderr, "usage: welinkpark sandbox -- fault-server %s FILE [callbacks]\n", arguments[0]);
    return 2;
  }
  mode = count > 2 && strcmp(arguments[2], "callbacks") == 0 ? CALLBACKS : BLOCKING;
  for (fault = json_get(matrix, "faults")->first; fault != NULL; fault = fault->next)
    for (kind = json_get(matrix, "classes")->first; kind != NULL; kind = kind->next, calls++)
      run(matrix, routes, fault, kind);
  printf("faults: %lu calls, %s\n", (unsigned long)calls, mode == CALLBACKS ? "with callbacks" : "blocking");
  json_free(matrix);
  json_free(routes);
  return check_end("faults");
}
