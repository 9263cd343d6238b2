#include "outcome.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "typed.h"

static buffer line, result, requests;
static long failures_before;

static void quoted(const char *name, const char *text, size_t length) {
  put(&line, name);
  put_quoted(&line, text, length);
}

void outcome_begin(const char *language, const char *folder, const char *file, const char *name) {
  char suite[100];
  snprintf(suite, sizeof suite, "%s/%.*s", folder, (int)strcspn(file, "."), file);
  quoted("{\"language\":", language, strlen(language));
  quoted(",\"suite\":", suite, strlen(suite));
  quoted(",\"case\":", name, strlen(name));
  failures_before = check_failures();
}

static void separate(void) { put(&result, result.length == 0 ? "" : ","); }

void outcome_text(const char *seen) {
  separate();
  put_text(&result, seen);
}

void outcome_json(const char *seen) {
  separate();
  put(&result, seen);
}

void outcome_requests(const char *log) {
  json *read = json_parse(log);
  if (json_get(read, "requests") != NULL) json_write(&requests, json_get(read, "requests"));
  json_free(read);
}

static void finish(const char *outcome) {
  const char *path = getenv("WELINKPARK_OUTCOMES");
  FILE *file = path == NULL ? NULL : fopen(path, "a");
  quoted(",\"outcome\":", outcome, strlen(outcome));
  if (strcmp(outcome, "pass") == 0) {
    put(&line, ",\"result\":[");
    put(&line, buffer_text(&result));
    put(&line, "]");
    if (requests.length > 0) {
      put(&line, ",\"requests\":");
      put(&line, buffer_text(&requests));
    }
  }
  if (file != NULL) {
    fprintf(file, "%s}\n", buffer_text(&line));
    fclose(file);
  }
  outcome_forget();
}

void outcome_forget(void) {
  buffer_free(&line);
  buffer_free(&result);
  buffer_free(&requests);
}

void outcome_end(void) { finish(check_failures() == failures_before ? "pass" : "fail"); }

void outcome_skip(void) { finish("skip"); }
