/* Gate flows: the table tests/cases/flows/gate.json, and what a table cannot say. */

#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "outcome.h"
#include "steps.h"

static const int64_t entry = 3150432953492101;

static const char *const phases[] = {"ready",   "waiting",   "payment",   "opened",
                                     "refused", "timed-out", "cancelled", "unknown"};

/* A flow of the table, and what follows its changes. */
typedef struct {
  wlp_client *client;
  wlp_gate_flow *flow;
  const json *one;
  int done[8]; /* which of `on` have followed */
  int changes;
} drive;

static void post(const char *path, const json *body) {
  char request[100];
  snprintf(request, sizeof request, "POST /%s", path);
  control(request, body, NULL);
}

static void post_text(const char *path, const char *body) {
  json *read = json_parse(body);
  post(path, read);
  json_free(read);
}

static json *look_at(const char *path) {
  int status = 0;
  char *text = http("GET", control_url, path, NULL, &status);
  json *answer = json_parse(text == NULL ? "" : text);
  check(answer != NULL, path);
  free(text);
  return answer;
}

static size_t openings(int64_t lane) {
  json *state = look_at("/state");
  const json *opening = json_get(state, "openings")->first;
  size_t count = 0;
  for (; opening != NULL; opening = opening->next)
    if (strtoll(json_get(opening, "lane_id")->text, NULL, 10) == lane) count++;
  json_free(state);
  return count;
}

static size_t payments(void) {
  json *state = look_at("/state");
  size_t count = json_length(json_get(state, "payments"));
  json_free(state);
  return count;
}

static size_t calls(const char *endpoint) {
  char path[120];
  size_t count;
  json *log;
  snprintf(path, sizeof path, "/requests?endpoint=%s&limit=1000", endpoint);
  log = look_at(path);
  count = json_length(json_get(log, "requests"));
  json_free(log);
  return count;
}

static int64_t whole(const json *object, const char *name) { return strtoll(json_get(object, name)->text, NULL, 10); }

static void check_bill(const wlp_gate_bill *bill) {
  int64_t fen = 0;
  check(bill != NULL, "phase payment has a bill");
  check(wlp_gate_bill_trade_no(bill).given && wlp_gate_bill_pay_token(bill) != NULL, "trade number and token");
  check(wlp_gate_bill_money(bill) != NULL && wlp_gate_bill_money_fen(bill).value > 0, "an amount");
  check(wlp_money_to_fen(wlp_gate_bill_money(bill), &fen, NULL) == WLP_OK, "an amount in yuan");
  check(fen == wlp_gate_bill_money_fen(bill).value, "the same amount in fen");
  check_time(wlp_gate_bill_start_time(bill), wlp_gate_bill_start_time_unix(bill));
  check_time(wlp_gate_bill_end_time(bill), wlp_gate_bill_end_time_unix(bill));
}

/* The status as canonical JSON is what the accessors say. */
static void check_json(const wlp_gate_status *status) {
  json *told = json_parse(wlp_gate_status_json(status));
  const char *code = json_string(told, "err_code"), *license = json_string(told, "license");
  check(told != NULL && strcmp(json_string(told, "phase"), phases[wlp_gate_status_phase(status)]) == 0, "phase");
  check((code == NULL) == (wlp_gate_status_err_code(status) == NULL), "err_code");
  check(code == NULL || strcmp(code, wlp_gate_status_err_code(status)) == 0, "err_code");
  check(license == NULL || strcmp(license, wlp_gate_status_license(status)) == 0, "license");
  json_free(told);
}

static void react(drive *run, const wlp_gate_status *status) {
  const json *on = json_get(run->one, "on") == NULL ? NULL : json_get(run->one, "on")->first;
  wlp_optional state = wlp_gate_status_state(status);
  int number = 0;
  run->changes++;
  check_json(status);
  for (; on != NULL; on = on->next, number++)
    if (state.given && whole(on, "state") == state.value && !run->done[number]) {
      const json *then = json_get(on, "control")->first;
      run->done[number] = 1;
      post(then->text, then->next);
    }
}

static void on_change(void *context, const wlp_gate_status *status) { react((drive *)context, status); }

static void on_status(void *context, wlp_status status, wlp_gate_status *answer, wlp_error *error) {
  waiting_end((waiting *)context, status, answer, 0, error);
}

static wlp_status next_async(wlp_gate_flow *flow, wlp_gate_status **status, wlp_error **error) {
  waiting wait = WAITING_INIT;
  wlp_call *handle = NULL;
  wlp_status outcome = wlp_gate_flow_next_async(flow, on_status, &wait, &handle, error);
  if (outcome == WLP_OK) {
    waiting_wait(&wait);
    outcome = wait.status;
    *status = (wlp_gate_status *)wait.answer;
    *error = wait.error;
  }
  wlp_call_free(handle);
  return outcome;
}

static wlp_gate_flow *flow_of(const wlp_client *client, int32_t kind, int64_t lane, const char *user, int64_t max_wait) {
  wlp_gate_options options = WLP_GATE_OPTIONS_INIT;
  wlp_gate_flow *flow = NULL;
  wlp_error *error = NULL;
  options.interval_ms = wlp_some(20);
  options.max_wait_ms = wlp_some(max_wait);
  check(wlp_gate_flow_new(client, kind, lane, user, &options, &flow, &error) == WLP_OK, "wlp_gate_flow_new");
  if (error != NULL) fprintf(stderr, "%s\n", wlp_error_report(error));
  wlp_error_free(error);
  return flow;
}

static void pay(drive *run, const wlp_gate_status *status) {
  wlp_pay_pay_tmp_rent_bill_request request = WLP_PAY_PAY_TMP_RENT_BILL_REQUEST_INIT;
  wlp_error *error = NULL;
  check_bill(wlp_gate_status_bill(status));
  request.plate_number = json_string(run->one, "pay");
  request.pay_token = wlp_gate_bill_pay_token(wlp_gate_status_bill(status));
  check(wlp_pay_pay_tmp_rent_bill(run->client, &request, &error) == WLP_OK, "wlp_pay_pay_tmp_rent_bill");
  wlp_error_free(error);
  check(wlp_gate_flow_paid(run->flow, NULL) == WLP_OK, "wlp_gate_flow_paid");
}

/* The last status of the flow; each mode has its own way there. */
static wlp_gate_status *driven(drive *run) {
  for (;;) {
    wlp_gate_status *status = NULL;
    wlp_error *error = NULL;
    wlp_status outcome;
    wlp_gate_phase phase;
    if (mode == AS_JSON)
      outcome = wlp_gate_flow_run(run->flow, on_change, run, &status, &error);
    else if (mode == CALLBACKS)
      outcome = next_async(run->flow, &status, &error);
    else
      outcome = wlp_gate_flow_next(run->flow, &status, &error);
    check(outcome == WLP_OK, "a step");
    if (outcome != WLP_OK) {
      fprintf(stderr, "%s\n", wlp_error_report(error));
      wlp_error_free(error);
      return NULL;
    }
    if (mode != AS_JSON) react(run, status);
    phase = wlp_gate_status_phase(status);
    if (phase == WLP_GATE_PHASE_PAYMENT)
      pay(run, status);
    else if (phase != WLP_GATE_PHASE_WAITING && phase != WLP_GATE_PHASE_READY)
      return status;
    wlp_gate_status_free(status);
  }
}

static void judge_flow(const json *expect, const wlp_gate_status *status) {
  static const char *const sent[] = {"no", "yes", "unknown"};
  const char *code = json_string(expect, "err_code");
  if (strcmp(json_string(expect, "phase"), phases[wlp_gate_status_phase(status)]) != 0)
    fprintf(stderr, "%s\n", wlp_gate_status_json(status));
  check(strcmp(json_string(expect, "phase"), phases[wlp_gate_status_phase(status)]) == 0, "phase");
  check(strcmp(json_string(expect, "sent"), sent[wlp_gate_status_sent(status)]) == 0, "sent");
  if (json_get(expect, "state") != NULL)
    check(wlp_gate_status_state(status).value == whole(expect, "state"), "state");
  check(code == NULL || strcmp(code, wlp_gate_status_err_code(status)) == 0, "err_code");
  check(wlp_gate_status_bill(status) == NULL, "a bill only in phase payment");
}

/* The last status and what came of the flow, for those who compare it with other languages. */
static void tell(const json *one, const wlp_gate_status *status, size_t opened) {
  static const char *const sent[] = {"no", "yes", "unknown"};
  const json *count;
  char number[100];
  buffer out = {0};
  put(&out, "{\"phase\":");
  put_text(&out, phases[wlp_gate_status_phase(status)]);
  put(&out, ",\"state\":");
  put_int(&out, wlp_gate_status_state(status));
  put(&out, ",\"err_code\":");
  put_text(&out, wlp_gate_status_err_code(status));
  put(&out, ",\"sent\":");
  put_text(&out, sent[wlp_gate_status_sent(status)]);
  snprintf(number, sizeof number, ",\"openings\":%lu,\"payments\":%lu", (unsigned long)opened, (unsigned long)payments());
  put(&out, number);
  for (count = json_get(json_get(one, "expect"), "calls")->first; count != NULL; count = count->next) {
    snprintf(number, sizeof number, ",\"%s\":%lu", count->name, calls(count->name));
    put(&out, number);
  }
  put(&out, "}");
  outcome_json(buffer_text(&out));
  buffer_free(&out);
}

static void run_gate(const json *one) {
  static const char *const kinds[] = {"enter", "exit", "access"};
  const json *setup = json_get(one, "setup"), *expect = json_get(one, "expect"), *step, *count;
  const char *user = json_string(one, "user");
  drive run;
  wlp_gate_status *status;
  wlp_area_list *areas = NULL;
  int64_t lane = whole(one, "lane");
  size_t before;
  int32_t kind = 0;
  memset(&run, 0, sizeof run);
  check_in(json_string(one, "name"));
  outcome_begin(mode == CALLBACKS ? "c-callbacks" : "c", "cases/flows", "gate.json", json_string(one, "name"));
  control("POST /reset", NULL, NULL);
  for (step = setup == NULL ? NULL : setup->first; step != NULL; step = step->next)
    post(step->first->text, step->first->next);
  before = openings(lane);
  while (kind < 3 && strcmp(kinds[kind], json_string(one, "flow")) != 0) kind++;
  run.client = client_of(NULL);
  run.one = one;
  check(wlp_info_areas(run.client, &areas, NULL) == WLP_OK, "wlp_info_areas");
  wlp_area_list_free(areas);
  run.flow = flow_of(run.client, kind, lane, user == NULL ? "u1" : user,
                     json_get(one, "max_wait_ms") == NULL ? 10000 : whole(one, "max_wait_ms"));
  status = driven(&run);
  if (status != NULL) {
    check(wlp_gate_status_kind(status) == kind, "kind");
    judge_flow(expect, status);
  }
  check(run.changes > 0, "changes are reported");
  check(openings(lane) - before == (size_t)whole(expect, "openings"), "openings");
  check(payments() == (json_get(expect, "payments") == NULL ? 0 : (size_t)whole(expect, "payments")), "payments");
  for (count = json_get(expect, "calls")->first; count != NULL; count = count->next)
    check(calls(count->name) == strtoul(count->text, NULL, 10), count->name);
  if (status != NULL) tell(one, status, openings(lane) - before);
  /* The third mode, one call for the whole flow, is held against the table alone. */
  if (mode == AS_JSON)
    outcome_forget();
  else
    outcome_end();
  wlp_gate_status_free(status);
  wlp_gate_flow_free(run.flow);
  wlp_client_free(run.client);
}

static wlp_client *fresh(const char *what) {
  wlp_client *client = client_of(NULL);
  wlp_area_list *areas = NULL;
  check_in(what);
  control("POST /reset", NULL, NULL);
  check(wlp_info_areas(client, &areas, NULL) == WLP_OK, "wlp_info_areas");
  wlp_area_list_free(areas);
  return client;
}

static wlp_gate_phase phase_of(const wlp_gate_flow *flow) {
  wlp_gate_status *status = NULL;
  wlp_gate_phase phase;
  check(wlp_gate_flow_status(flow, &status, NULL) == WLP_OK, "wlp_gate_flow_status");
  phase = wlp_gate_status_phase(status);
  wlp_gate_status_free(status);
  return phase;
}

static void wait_for_first_answer(const wlp_gate_flow *flow) {
  struct timespec pause = {0, 5000000};
  int turns;
  for (turns = 0; turns < 4000 && phase_of(flow) == WLP_GATE_PHASE_READY; turns++) nanosleep(&pause, NULL);
  check(phase_of(flow) == WLP_GATE_PHASE_WAITING, "the flow waits for the vehicle");
}

/* Changes of a flow in the background are told with the context of its end. */
static void on_first(void *context, const wlp_gate_status *status) {
  check(((waiting *)context)->calls == 0, "a change is told before the end");
  check_json(status);
}

static void test_cancel(void) {
  wlp_client *client = fresh("a flow is cancelled from another thread, saved, and taken up again");
  wlp_gate_flow *flow = flow_of(client, WLP_GATE_ENTER, entry, "u1", 60000), *other = NULL;
  waiting wait = WAITING_INIT;
  wlp_gate_status *status = NULL;
  wlp_error *error = NULL;
  char *token = NULL;
  check(phase_of(flow) == WLP_GATE_PHASE_READY, "nothing is sent before the first step");
  check(wlp_gate_flow_run_async(flow, on_first, on_status, &wait, NULL, NULL) == WLP_OK, "wlp_gate_flow_run_async");
  wait_for_first_answer(flow);
  check(wlp_gate_flow_next(flow, &status, &error) == WLP_MISUSE && error != NULL, "one step at a time");
  check(wlp_gate_flow_paid(flow, NULL) == WLP_MISUSE, "paid during a step");
  check(wlp_gate_flow_extend(flow, 1000, NULL) == WLP_MISUSE, "extend during a step");
  check(wlp_gate_flow_token(flow, &token, NULL) == WLP_MISUSE && token == NULL, "token during a step");
  wlp_error_free(error);
  wlp_gate_flow_cancel(flow);
  waiting_wait(&wait);
  check(wait.status == WLP_OK && wlp_gate_status_phase((wlp_gate_status *)wait.answer) == WLP_GATE_PHASE_CANCELLED,
        "cancelled");
  wlp_gate_status_free((wlp_gate_status *)wait.answer);
  check(wlp_gate_flow_token(flow, &token, NULL) == WLP_OK, "wlp_gate_flow_token");
  post_text("vehicles/arrive", "{\"lane_id\":3150432953492101}");
  check(wlp_gate_resume(client, token, &other, NULL) == WLP_OK, "wlp_gate_resume");
  wlp_client_free(client);
  check(wlp_gate_flow_run(other, NULL, NULL, &status, NULL) == WLP_OK, "a flow lives on when its client is freed");
  check(wlp_gate_status_phase(status) == WLP_GATE_PHASE_OPENED, "opened");
  wlp_gate_status_free(status);
  check(wlp_gate_flow_extend(flow, 0, NULL) == WLP_CONFIG, "no time at all");
  check(wlp_gate_flow_extend(flow, 10000, NULL) == WLP_OK, "wlp_gate_flow_extend");
  check(wlp_gate_flow_run(flow, NULL, NULL, &status, NULL) == WLP_OK, "after the cancel");
  check(wlp_gate_status_phase(status) == WLP_GATE_PHASE_OPENED, "opened");
  check(openings(entry) == 1 && calls("auth.enter") == 2, "one opening");
  wlp_gate_status_free(status);
  wlp_string_free(token);
  wlp_gate_flow_free(flow);
  wlp_gate_flow_free(other);
}

static void test_free(void) {
  wlp_client *client = fresh("freeing a flow ends its step, and the callback comes before that returns"), *view = NULL;
  wlp_call_options options = WLP_CALL_OPTIONS_INIT;
  wlp_cancel_token *token = wlp_cancel_token_new();
  wlp_gate_flow *flow = flow_of(client, WLP_GATE_ENTER, entry, "u1", 60000);
  waiting wait = WAITING_INIT, again = WAITING_INIT;
  wlp_call *handle = NULL;
  check(wlp_gate_flow_run_async(flow, NULL, on_status, &wait, &handle, NULL) == WLP_OK, "wlp_gate_flow_run_async");
  wait_for_first_answer(flow);
  wlp_gate_flow_free(flow);
  check(wait.calls == 1, "called back once");
  check(wlp_gate_status_phase((wlp_gate_status *)wait.answer) == WLP_GATE_PHASE_CANCELLED, "cancelled");
  wlp_gate_status_free((wlp_gate_status *)wait.answer);
  wlp_call_cancel(handle);
  wlp_call_free(handle);
  check_in("the cancel token of a view ends its flows");
  options.cancel = token;
  check(wlp_client_with_options(client, &options, &view, NULL) == WLP_OK, "wlp_client_with_options");
  flow = flow_of(view, WLP_GATE_ENTER, entry, "u1", 60000);
  check(wlp_gate_flow_run_async(flow, NULL, on_status, &again, NULL, NULL) == WLP_OK, "wlp_gate_flow_run_async");
  wait_for_first_answer(flow);
  wlp_cancel_token_cancel(token);
  waiting_wait(&again);
  check(wlp_gate_status_phase((wlp_gate_status *)again.answer) == WLP_GATE_PHASE_CANCELLED, "cancelled");
  wlp_gate_status_free((wlp_gate_status *)again.answer);
  wlp_gate_flow_free(flow);
  wlp_client_free(view);
  wlp_client_free(client);
  wlp_cancel_token_free(token);
}

static void test_errors(void) {
  wlp_client *client = fresh("a refusal is an error and the flow's last word"), *stranger;
  wlp_config config = WLP_CONFIG_INIT;
  wlp_gate_flow *flow = NULL;
  wlp_gate_status *status = NULL;
  wlp_error *error = NULL;
  json *denied = json_parse("{\"secret_key\":\"11111111111111111111111111111111\"}");
  check(wlp_gate_resume(client, "wlpgate1.e30", &flow, &error) == WLP_VALIDATION && flow == NULL, "no token");
  check(strcmp(wlp_error_field(error), "token") == 0, "it names the argument");
  wlp_error_free(error);
  error = NULL;
  stranger = client_of(denied);
  flow = flow_of(stranger, WLP_GATE_ENTER, entry, "u1", 5000);
  check(wlp_gate_flow_run(flow, NULL, NULL, &status, &error) == WLP_API && status == NULL, "a wrong secret");
  check(wlp_error_findings_len(error) > 0, "the error has findings");
  check(wlp_error_finding_code_at(error, 0) != NULL && wlp_error_finding_message_at(error, 0) != NULL, "findings");
  check(wlp_error_finding_code_at(error, wlp_error_findings_len(error)) == NULL, "the end of the findings");
  check(phase_of(flow) == WLP_GATE_PHASE_REFUSED, "refused");
  wlp_error_free(error);
  wlp_gate_flow_free(flow);
  wlp_client_free(stranger);
  json_free(denied);
  wlp_client_free(client);
  check_in("an error that sends nothing leaves the flow ready");
  config.base_url = "http://127.0.0.1:1/api";
  check(wlp_client_new(&config, &client, NULL) == WLP_OK, "wlp_client_new");
  flow = flow_of(client, WLP_GATE_ENTER, entry, "u1", 5000);
  error = NULL;
  check(wlp_gate_flow_next(flow, &status, &error) == WLP_TRANSPORT, "no platform");
  check(wlp_error_sent(error) == WLP_SENT_NO && phase_of(flow) == WLP_GATE_PHASE_READY, "ready");
  wlp_error_free(error);
  wlp_gate_flow_free(flow);
  wlp_client_free(client);
}

static void on_gb18030(void *context, const wlp_gate_status *status) {
  static const unsigned char prefix[] = {0xd4, 0xc1, 0}; /* 粤 */
  const char *license = wlp_gate_status_license(status);
  if (license != NULL && memcmp(license, prefix, 2) == 0) *(int *)context = 1;
}

static void test_encoding(void) {
  wlp_client *client = fresh("a flow speaks GB18030 with a client that does");
  wlp_config config = WLP_CONFIG_INIT;
  wlp_gate_flow *flow;
  wlp_gate_status *status = NULL;
  int seen = 0;
  wlp_client_free(client);
  config.encoding = WLP_ENCODING_GB18030;
  check(wlp_client_new(&config, &client, NULL) == WLP_OK, "wlp_client_new");
  post_text("vehicles/arrive", "{\"lane_id\":3150432953492101,\"plate_number\":\"粤B00002\"}");
  post_text("clock", "{\"advance_seconds\":7200}");
  post_text("vehicles/leave", "{\"lane_id\":3150432953492102,\"plate_number\":\"粤B00002\"}");
  flow = flow_of(client, WLP_GATE_EXIT, 3150432953492102, "u1", 5000);
  check(wlp_gate_flow_run(flow, on_gb18030, &seen, &status, NULL) == WLP_OK, "wlp_gate_flow_run");
  check(wlp_gate_status_phase(status) == WLP_GATE_PHASE_PAYMENT && seen, "the plate in GB18030");
  wlp_gate_status_free(status);
  wlp_gate_flow_free(flow);
  wlp_client_free(client);
}

static void run_table(const char *folder) {
  char path[600];
  const json *one;
  json *file;
  snprintf(path, sizeof path, "%s/gate.json", folder);
  file = json_file(path);
  check(file != NULL, path);
  for (one = file == NULL ? NULL : json_get(file, "cases")->first; one != NULL; one = one->next) run_gate(one);
  json_free(file);
}

int main(int count, char **arguments) {
  control_url = getenv("WELINKPARK_CONTROL_URL");
  if (control_url == NULL || count < 2) {
    fprintf(stderr, "usage: welinkpark sandbox -- %s FOLDER\n", arguments[0]);
    return 2;
  }
  for (mode = BLOCKING; mode <= AS_JSON; mode++) run_table(arguments[1]);
  test_cancel();
  test_free();
  test_errors();
  test_encoding();
  return check_end("flows");
}
