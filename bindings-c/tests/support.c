#define _POSIX_C_SOURCE 200809L

#include <inttypes.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "typed.h"

static pthread_mutex_t checking = PTHREAD_MUTEX_INITIALIZER;
static long checks, failures;
static char place[300];
static int place_told = 1;

void check_in(const char *what) {
  pthread_mutex_lock(&checking);
  snprintf(place, sizeof place, "%s", what);
  place_told = 0;
  pthread_mutex_unlock(&checking);
}

void check(int good, const char *what) {
  pthread_mutex_lock(&checking);
  checks++;
  if (!good) {
    failures++;
    if (!place_told) fprintf(stderr, "%s\n", place);
    place_told = 1;
    fprintf(stderr, "  failed: %s\n", what);
  }
  pthread_mutex_unlock(&checking);
}

long check_failures(void) { return failures; }

int check_end(const char *program) {
  printf("%s: %ld checks, %ld failures\n", program, checks, failures);
  return failures == 0 && checks > 0 ? 0 : 1;
}

typedef struct block {
  struct block *next;
} block;

void *arena_copy(arena *memory, const void *data, size_t size) {
  block *made = (block *)calloc(1, sizeof *made + size);
  if (made == NULL) abort();
  made->next = (block *)memory->first;
  memory->first = made;
  if (data != NULL) memcpy(made + 1, data, size);
  return made + 1;
}

void arena_free(arena *memory) {
  while (memory->first != NULL) {
    block *next = ((block *)memory->first)->next;
    free(memory->first);
    memory->first = next;
  }
}

/* Of the arena in use: functions below have no other way to say it. */
static int inexpressible;

json *json_field(const json *object, const char *wire, const char *snake) {
  json *found = json_get(object, wire);
  if (found == NULL) found = json_get(object, snake);
  if (found == NULL) return NULL;
  found->used = 1;
  return found->kind == JSON_NULL ? NULL : found;
}

wlp_optional json_optional(const json *object, const char *wire, const char *snake) {
  static const wlp_optional absent = WLP_ABSENT;
  const json *found = json_field(object, wire, snake);
  if (found == NULL) return absent;
  if (found->kind == JSON_TRUE || found->kind == JSON_FALSE) return wlp_some(found->kind == JSON_TRUE);
  if (found->text != NULL) {
    char *end = found->text;
    long long number = strtoll(found->text, &end, 10);
    if (*end == '\0' && end != found->text) return wlp_some(number);
  }
  inexpressible = 1;
  return absent;
}

const char *json_text(const json *object, const char *wire, const char *snake) {
  const json *found = json_field(object, wire, snake);
  if (found != NULL && found->text == NULL) inexpressible = 1;
  return found == NULL ? NULL : found->text;
}

static const json *list_of(const json *object, const char *wire, const char *snake, size_t *length) {
  const json *found = json_field(object, wire, snake);
  *length = 0;
  if (found == NULL) return NULL;
  if (found->kind != JSON_ARRAY) {
    inexpressible = 1;
    return NULL;
  }
  *length = json_length(found);
  return found;
}

const int64_t *json_numbers(arena *memory, const json *object, const char *wire, const char *snake, size_t *length) {
  const json *found = list_of(object, wire, snake, length), *item;
  int64_t *numbers;
  size_t index = 0;
  if (found == NULL) return NULL;
  numbers = (int64_t *)arena_copy(memory, NULL, (*length + 1) * sizeof *numbers);
  for (item = found->first; item != NULL; item = item->next) {
    char *end = item->text;
    numbers[index++] = item->text == NULL ? 0 : strtoll(item->text, &end, 10);
    if (item->text == NULL || *end != '\0' || end == item->text) inexpressible = 1;
  }
  return numbers;
}

const char *const *json_texts(arena *memory, const json *object, const char *wire, const char *snake, size_t *length) {
  const json *found = list_of(object, wire, snake, length), *item;
  const char **texts;
  size_t index = 0;
  if (found == NULL) return NULL;
  texts = (const char **)arena_copy(memory, NULL, (*length + 1) * sizeof *texts);
  for (item = found->first; item != NULL; item = item->next) {
    texts[index++] = item->text;
    if (item->text == NULL) inexpressible = 1;
  }
  return texts;
}

int json_all_used(const json *object) {
  const json *member;
  int all = !inexpressible;
  inexpressible = 0;
  if (object == NULL) return all;
  for (member = object->first; member != NULL; member = member->next) {
    if (!member->used) all = 0;
    if (member->kind == JSON_OBJECT && !json_all_used(member)) all = 0;
  }
  return all;
}

void put_id(buffer *out, wlp_optional value) {
  char text[32];
  snprintf(text, sizeof text, value.given ? "\"%" PRId64 "\"" : "null", value.value);
  put(out, text);
}

void put_int(buffer *out, wlp_optional value) {
  char text[32];
  snprintf(text, sizeof text, value.given ? "%" PRId64 : "null", value.value);
  put(out, text);
}

void put_flag(buffer *out, wlp_optional value) { put(out, !value.given ? "null" : value.value ? "true" : "false"); }

void put_text(buffer *out, const char *text) {
  if (text == NULL)
    put(out, "null");
  else
    put_quoted(out, text, strlen(text));
}

void put_texts(buffer *out, const wlp_text_list *texts) {
  size_t index;
  put(out, "[");
  for (index = 0; index < wlp_text_list_len(texts); index++) {
    put(out, index > 0 ? "," : "");
    put_text(out, wlp_text_list_at(texts, index));
  }
  put(out, "]");
  check(wlp_text_list_at(texts, wlp_text_list_len(texts)) == NULL, "wlp_text_list_at beyond the end");
  check(wlp_text_list_response(texts) != NULL, "wlp_text_list_response");
}

static void put_china_time(buffer *out, int64_t unix_seconds) {
  time_t shifted = (time_t)(unix_seconds + 8 * 3600);
  struct tm civil;
  char text[64];
  gmtime_r(&shifted, &civil);
  strftime(text, sizeof text, "\"%Y-%m-%dT%H:%M:%S+08:00\"", &civil);
  put(out, text);
}

void put_window(buffer *out, int number, int64_t start, int64_t end) {
  put(out, number > 0 ? ",{\"from\":" : "{\"from\":");
  put_china_time(out, start);
  put(out, ",\"to\":");
  put_china_time(out, end);
  put(out, ",\"records\":");
}

void check_time(const char *text, wlp_optional unix_seconds) {
  int year, month, day, hour, minute, second;
  long long days;
  check((text != NULL) == (unix_seconds.given != 0), "a time has both forms or none");
  if (text == NULL || sscanf(text, "%d-%d-%dT%d:%d:%d", &year, &month, &day, &hour, &minute, &second) != 6) return;
  if (month <= 2) {
    year--;
    month += 12;
  }
  days = 365LL * year + year / 4 - year / 100 + year / 400 + (153 * (month - 3) + 2) / 5 + day - 719469;
  check(days * 86400 + (hour - 8) * 3600 + minute * 60 + second == unix_seconds.value, text);
}

void waiting_end(waiting *wait, wlp_status status, void *answer, int64_t number, wlp_error *error) {
  pthread_mutex_lock(&wait->lock);
  wait->calls++;
  wait->status = status;
  wait->answer = answer;
  wait->number = number;
  wait->error = error;
  pthread_cond_broadcast(&wait->changed);
  pthread_mutex_unlock(&wait->lock);
}

void waiting_wait(waiting *wait) {
  pthread_mutex_lock(&wait->lock);
  while (wait->calls == 0) pthread_cond_wait(&wait->changed, &wait->lock);
  check(wait->calls == 1, "the callback is called once");
  pthread_mutex_unlock(&wait->lock);
}

void on_done(void *context, wlp_status status, wlp_error *error) {
  waiting_end((waiting *)context, status, NULL, 0, error);
}

void on_id(void *context, wlp_status status, int64_t id, wlp_error *error) {
  waiting_end((waiting *)context, status, NULL, id, error);
}

void on_flag(void *context, wlp_status status, bool flag, wlp_error *error) {
  waiting_end((waiting *)context, status, NULL, flag, error);
}

void on_text_answer(void *context, wlp_status status, wlp_text_answer *answer, wlp_error *error) {
  waiting_end((waiting *)context, status, answer, 0, error);
}

void on_text_list(void *context, wlp_status status, wlp_text_list *list, wlp_error *error) {
  waiting_end((waiting *)context, status, list, 0, error);
}

char *http(const char *method, const char *url, const char *path, const char *body, int *status) {
  char host[128], port[16], base[128] = "", head[600], part[4096], *at;
  struct addrinfo hints, *found = NULL;
  buffer answer = {0};
  ssize_t length;
  int line;
  if (sscanf(url, "http://%127[^:]:%15[0-9]%127s", host, port, base) < 2) return NULL;
  memset(&hints, 0, sizeof hints);
  hints.ai_socktype = SOCK_STREAM;
  if (getaddrinfo(host, port, &hints, &found) != 0) return NULL;
  line = socket(found->ai_family, SOCK_STREAM, 0);
  if (connect(line, found->ai_addr, found->ai_addrlen) != 0) perror("connect");
  freeaddrinfo(found);
  if (body == NULL) body = "";
  snprintf(head, sizeof head,
           "%s %s%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
           "%zu\r\n\r\n",
           method, base, path, host, strlen(body));
  if (write(line, head, strlen(head)) < 0 || write(line, body, strlen(body)) < 0) perror("write");
  while ((length = read(line, part, sizeof part)) > 0) put_bytes(&answer, part, (size_t)length);
  close(line);
  *status = 0;
  sscanf(buffer_text(&answer), "HTTP/1.1 %d", status);
  at = answer.text == NULL ? NULL : strstr(answer.text, "\r\n\r\n");
  if (at == NULL) {
    buffer_free(&answer);
    return NULL;
  }
  memmove(answer.text, at + 4, strlen(at + 4) + 1);
  return answer.text;
}
