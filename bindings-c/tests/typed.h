/* What the tests share: checks, memory, waiting for callbacks, and calls by name through the typed functions. */

#ifndef TESTS_TYPED_H
#define TESTS_TYPED_H

#include <pthread.h>

#include "json.h"
#include "welinkpark.h"

/* Counts a failure and prints it unless `good`. */
void check(int good, const char *what);
/* Prints `what` before the failures that follow. */
void check_in(const char *what);
/* How many have failed. */
long check_failures(void);
/* Says what failed, if anything; the status of the program. */
int check_end(const char *program);

/* Memory that is freed as one. */
typedef struct arena {
  void *first;
} arena;

void *arena_copy(arena *memory, const void *data, size_t size);
void arena_free(arena *memory);

/* Parameters of a request; `object` may be NULL. */
json *json_field(const json *object, const char *wire, const char *snake);
wlp_optional json_optional(const json *object, const char *wire, const char *snake);
const char *json_text(const json *object, const char *wire, const char *snake);
const int64_t *json_numbers(arena *memory, const json *object, const char *wire, const char *snake, size_t *length);
const char *const *json_texts(arena *memory, const json *object, const char *wire, const char *snake, size_t *length);
/* Whether every member was used. */
int json_all_used(const json *object);

/* Canonical JSON. */
void put_id(buffer *out, wlp_optional value);
void put_int(buffer *out, wlp_optional value);
void put_flag(buffer *out, wlp_optional value);
void put_text(buffer *out, const char *text);
void put_texts(buffer *out, const wlp_text_list *texts);
/* A time's text and its Unix seconds are the same moment. */
void check_time(const char *text, wlp_optional unix_seconds);

/* One callback, waited for. */
typedef struct {
  pthread_mutex_t lock;
  pthread_cond_t changed;
  int calls;
  wlp_status status;
  void *answer;
  int64_t number;
  wlp_error *error;
  int64_t until; /* of a window */
} waiting;

#define WAITING_INIT {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, WLP_OK, NULL, 0, NULL, 0}

void waiting_end(waiting *wait, wlp_status status, void *answer, int64_t number, wlp_error *error);
void waiting_wait(waiting *wait);
void on_done(void *context, wlp_status status, wlp_error *error);
void on_id(void *context, wlp_status status, int64_t id, wlp_error *error);
void on_flag(void *context, wlp_status status, bool flag, wlp_error *error);
void on_text_answer(void *context, wlp_status status, wlp_text_answer *answer, wlp_error *error);
void on_text_list(void *context, wlp_status status, wlp_text_list *list, wlp_error *error);

/* A call: made with a client, or only its answer read from `content`. */
typedef struct {
  const wlp_client *client;
  const json *params;
  const char *content;
  int callbacks;
  arena *memory;
  buffer *out;
  wlp_error *error;
} driver;

size_t endpoint_count(void);
const char *endpoint_name(size_t index);
/* The endpoint's request with these parameters; NULL if it has none. `json_all_used` says whether it carries them. */
const void *fill_request(const char *name, arena *memory, const json *params);
wlp_status run_endpoint(const char *name, driver *run);
void call_all_with_null(const wlp_client *client);

/* All pages of a typed walk as a JSON array of arrays; what came before an error is there, too. */
bool has_pages(const char *name);
wlp_status run_pages(const char *name, driver *run, const wlp_pages_options *options);
/* All windows of a typed walk as a JSON array of objects. */
bool has_windows(const char *name);
wlp_status run_windows(const char *name, driver *run, int64_t seconds, const wlp_windows_options *options);
/* The beginning of a window; its records and a brace follow. */
void put_window(buffer *out, int number, int64_t start, int64_t end);

/* An HTTP request to the sandbox's control API; the body of the answer, to be freed. */
char *http(const char *method, const char *url, const char *path, const char *body, int *status);

#endif
