/* The callers of a soak in C: threads that block, and calls with callbacks. `make soak` runs it; tests/README.md describes
   what it writes. */

#define _POSIX_C_SOURCE 200809L

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "typed.h"

enum { THREADS = 64 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long numbers;
static time_t end_of_soak;
static wlp_client *client;

typedef struct {
  const char *kind, *endpoint;
  char key[32], params[300];
} plan;

static plan next_plan(void) {
  static const char *const rules[][2] = {{"11151314366657101", "12151107613232801"},
                                         {"11151314366657101", "12151107620265701"},
                                         {"11151314366657101", "12151107620265702"},
                                         {"11151107616571701", "12151107620265701"}};
  plan made = {"read", "info.areas", "", ""};
  long number;
  pthread_mutex_lock(&lock);
  number = numbers++;
  pthread_mutex_unlock(&lock);
  if (number % 40 == 0) {
    const char *const *rule = rules[number / 40 % 4];
    made.kind = "money";
    made.endpoint = "coupon.add";
    snprintf(made.key, sizeof made.key, "SM%ld", number);
    snprintf(made.params, sizeof made.params, "{\"mchId\":\"%s\",\"ruleId\":\"%s\",\"plateNumber\":\"%s\"}", rule[0],
             rule[1], made.key);
  } else if (number % 4 == 1) {
    made.kind = "write";
    made.endpoint = "blacklist.add";
    snprintf(made.key, sizeof made.key, "SW%ld", number);
    snprintf(made.params, sizeof made.params,
             "{\"plateNumber\":\"%s\",\"areaIds\":[\"1150779322741001\"],\"startDate\":\"2026-06-01\"}", made.key);
  } else if (number % 4 == 2) {
    made.kind = "gate";
    made.endpoint = "auth.access";
    snprintf(made.params, sizeof made.params, "{\"laneId\":\"3150432953492105\",\"userId\":\"soak\"}");
  }
  return made;
}

static void tell(const plan *made, wlp_status status, const wlp_text_answer *answer, const wlp_error *error) {
  static const char *const sent[] = {"no", "yes", "unknown"};
  const char *outcome = "ok";
  if (status == WLP_API)
    outcome = "refused";
  else if (status != WLP_OK)
    outcome = sent[wlp_error_sent(error)];
  else if (strcmp(made->kind, "gate") == 0 && strstr(wlp_text_answer_value(answer), "\"state\":0") == NULL)
    outcome = "refused";
  pthread_mutex_lock(&lock);
  printf("{\"class\":\"%s\",\"key\":\"%s\",\"outcome\":\"%s\"}\n", made->kind, made->key, outcome);
  pthread_mutex_unlock(&lock);
}

static void *caller(void *callbacks) {
  while (time(NULL) < end_of_soak) {
    plan made = next_plan();
    const char *params = made.params[0] == '\0' ? NULL : made.params;
    wlp_text_answer *answer = NULL;
    wlp_error *error = NULL;
    wlp_status status;
    if (callbacks != NULL) {
      waiting wait = WAITING_INIT;
      status = wlp_call_json_async(client, made.endpoint, params, on_text_answer, &wait, NULL, &error);
      if (status == WLP_OK) {
        waiting_wait(&wait);
        check(wait.calls == 1, "a callback comes once");
        status = wait.status;
        answer = (wlp_text_answer *)wait.answer;
        error = wait.error;
      }
    } else {
      status = wlp_call_json(client, made.endpoint, params, &answer, &error);
    }
    tell(&made, status, answer, error);
    wlp_text_answer_free(answer);
    wlp_error_free(error);
  }
  return NULL;
}

int main(void) {
  wlp_config config = WLP_CONFIG_INIT;
  pthread_t threads[THREADS];
  int with_callbacks = 1;
  size_t index;
  end_of_soak = time(NULL) + strtol(getenv("SOAK_SECONDS"), NULL, 10);
  config.attempt_timeout_ms = wlp_some(2000);
  config.timeout_ms = wlp_some(6000);
  if (wlp_client_new(&config, &client, NULL) != WLP_OK) return 1;
  for (index = 0; index < THREADS; index++)
    if (pthread_create(&threads[index], NULL, caller, index % 2 ? &with_callbacks : NULL) != 0) return 1;
  for (index = 0; index < THREADS; index++) pthread_join(threads[index], NULL);
  wlp_client_free(client);
  return check_failures() == 0 ? 0 : 1;
}
