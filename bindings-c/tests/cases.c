/* tests/cases in C: calls against the sandbox, through the typed functions, blocking or with callbacks, or with JSON. */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "outcome.h"
#include "steps.h"

static void run_step(const wlp_client *client, const json *step) {
  const json *times = json_get(step, "times");
  long count = times == NULL ? 1 : strtol(times->text, NULL, 10), number;
  for (number = 0; number < count; number++) {
    char text[32];
    snprintf(text, sizeof text, "\"%05ld\"", number);
    if (times != NULL) remember("n", text);
    if (json_get(step, "control") != NULL)
      control(json_string(step, "control"), json_get(step, "body"), step);
    else if (json_get(step, "call") != NULL)
      call(client, step);
    else if (json_get(step, "walk") != NULL)
      walk(client, step);
    else if (json_get(step, "ask") != NULL)
      ask(client, step);
    else
      look(step);
  }
}

static void tell_requests(void) {
  int status = 0;
  char *answer = http("GET", control_url, "/requests?limit=1000", NULL, &status);
  check(answer != NULL && status == 200, "the log of requests");
  if (answer != NULL) outcome_requests(answer);
  free(answer);
}

/* `with` are values saved from the beginning; may be NULL. */
static void run_once(const char *file, const json *one, const json *with) {
  const json *step, *member;
  wlp_client *client;
  int number_of_step = 0;
  check_in(file);
  fresh_park();
  for (member = with == NULL ? NULL : with->first; member != NULL; member = member->next) {
    buffer text = {0};
    json_write(&text, member);
    remember(member->name, buffer_text(&text));
    buffer_free(&text);
  }
  client = client_of(json_get(one, "options"));
  for (step = json_get(one, "steps")->first; step != NULL; step = step->next) {
    char where[400];
    snprintf(where, sizeof where, "%s: %s: step %d", file, json_string(one, "name"), ++number_of_step);
    check_in(where);
    run_step(client, step);
  }
  wlp_client_free(client);
  forget_all();
}

static void run_case(const char *suites, const char *file, const json *one) {
  const json *variants = json_get(one, "with"), *with;
  outcome_begin(mode == CALLBACKS ? "c-callbacks" : "c", suites, file, json_string(one, "name"));
  if (variants == NULL) run_once(file, one, NULL);
  for (with = variants == NULL ? NULL : variants->first; with != NULL; with = with->next) run_once(file, one, with);
  tell_requests();
  outcome_end();
}

static size_t run_file(const char *folder, const char *name) {
  char path[600];
  const char *suites = strstr(folder, "flows") == NULL ? "cases" : "cases/flows";
  const json *one;
  json *file;
  size_t cases = 0;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  file = json_file(path);
  check(file != NULL, path);
  if (file == NULL) return 0;
  for (one = json_get(file, "cases")->first; one != NULL; one = one->next, cases++) run_case(suites, name, one);
  json_free(file);
  return cases;
}

int main(int count, char **arguments) {
  static const char *const modes[] = {"blocking", "callbacks", "json"};
  const char *folder = count > 1 ? arguments[1] : "tests/cases";
  DIR *directory = opendir(folder);
  struct dirent *entry;
  size_t cases = 0;
  int index;
  control_url = getenv("WELINKPARK_CONTROL_URL");
  if (control_url == NULL || directory == NULL) {
    fprintf(stderr, "usage: welinkpark sandbox -- %s FOLDER [blocking|callbacks|json [FILE...]]\n", arguments[0]);
    return 2;
  }
  for (index = 0; count > 2 && index < 3; index++)
    if (strcmp(arguments[2], modes[index]) == 0) mode = index;
  for (index = 3; index < count; index++) cases += run_file(folder, arguments[index]);
  while (count <= 3 && (entry = readdir(directory)) != NULL)
    if (strstr(entry->d_name, ".json") != NULL) cases += run_file(folder, entry->d_name);
  closedir(directory);
  if (count <= 3 && mode != AS_JSON) check_all_called();
  printf("cases: %zu (%s)\n", cases, modes[mode]);
  return check_end("cases");
}
