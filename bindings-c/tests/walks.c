/* Steps of cases that walk through lists and ask about lost answers. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "outcome.h"
#include "steps.h"

static wlp_status pages_as_json(driver *run, const char *endpoint, const char *params, const wlp_pages_options *options) {
  wlp_json_pages *pages = NULL;
  wlp_status status = wlp_pages_json(run->client, endpoint, params, options, &pages, &run->error);
  int count = 0;
  put(run->out, "[");
  while (status == WLP_OK) {
    wlp_text_answer *page = NULL;
    if (run->callbacks) {
      waiting wait = WAITING_INIT;
      status = wlp_json_pages_next_async(pages, on_text_answer, &wait, NULL, &run->error);
      if (status == WLP_OK) {
        waiting_wait(&wait);
        status = wait.status;
        run->error = wait.error;
        page = (wlp_text_answer *)wait.answer;
      }
    } else {
      status = wlp_json_pages_next(pages, &page, &run->error);
    }
    if (status != WLP_OK || page == NULL) break;
    put(run->out, count++ > 0 ? "," : "");
    put(run->out, wlp_text_answer_value(page));
    wlp_text_answer_free(page);
  }
  put(run->out, "]");
  if (pages != NULL) {
    wlp_text_answer *after = (wlp_text_answer *)run;
    check(wlp_json_pages_next(pages, &after, NULL) == WLP_OK && after == NULL, "nothing comes after the end");
  }
  wlp_json_pages_free(pages);
  return status;
}

static void on_window(void *context, wlp_status status, int64_t start, int64_t end, wlp_text_answer *list,
                      wlp_error *error) {
  ((waiting *)context)->until = end;
  waiting_end((waiting *)context, status, list, start, error);
}

static wlp_status windows_as_json(driver *run, const char *endpoint, const char *params, int64_t seconds,
                                  const wlp_windows_options *options) {
  wlp_json_windows *windows = NULL;
  wlp_status status = wlp_windows_json(run->client, endpoint, params, seconds, options, &windows, &run->error);
  int count = 0;
  put(run->out, "[");
  while (status == WLP_OK) {
    wlp_text_answer *list = NULL;
    int64_t start = 0, end = 0;
    if (run->callbacks) {
      waiting wait = WAITING_INIT;
      status = wlp_json_windows_next_async(windows, on_window, &wait, NULL, &run->error);
      if (status == WLP_OK) {
        waiting_wait(&wait);
        status = wait.status;
        run->error = wait.error;
        list = (wlp_text_answer *)wait.answer;
        start = wait.number;
        end = wait.until;
      }
    } else {
      status = wlp_json_windows_next(windows, &start, &end, &list, &run->error);
    }
    if (status != WLP_OK || list == NULL) break;
    put_window(run->out, count++, start, end);
    put(run->out, wlp_text_answer_value(list));
    put(run->out, "}");
    wlp_text_answer_free(list);
  }
  put(run->out, "]");
  wlp_json_windows_free(windows);
  return status;
}

/* The records of all pages. */
static void flatten(buffer *out) {
  json *pages = json_parse(buffer_text(out));
  const json *page, *record;
  int count = 0;
  buffer_free(out);
  put(out, "[");
  for (page = pages == NULL ? NULL : pages->first; page != NULL; page = page->next)
    for (record = page->first; record != NULL; record = record->next) {
      put(out, count++ > 0 ? "," : "");
      json_write(out, record);
    }
  put(out, "]");
  json_free(pages);
}

/* Whether the typed functions can carry the parameters. */
static int is_typed(const char *endpoint, const json *params, arena *memory) {
  return fill_request(endpoint, memory, params) != NULL && json_all_used(params) && mode != AS_JSON;
}

void walk(const wlp_client *client, const json *step) {
  const char *endpoint = json_string(step, "walk"), *by = json_string(step, "by");
  const json *given = json_get(step, "params");
  json *params = given == NULL ? json_parse("{}") : resolved(given);
  int windows = by != NULL && strcmp(by, "windows") == 0;
  arena memory = {0};
  buffer out = {0}, text = {0};
  driver run = {0};
  wlp_status status;
  int typed = is_typed(endpoint, params, &memory);
  json_write(&text, params);
  run.client = client;
  run.params = params;
  run.memory = &memory;
  run.out = &out;
  run.callbacks = mode == CALLBACKS;
  if (windows) {
    wlp_windows_options options = WLP_WINDOWS_OPTIONS_INIT;
    int64_t seconds = setting(step, "window_seconds").value;
    options.page_size = setting(step, "page_size");
    options.concurrent = setting(step, "concurrent");
    if (typed && has_windows(endpoint))
      status = run_windows(endpoint, &run, seconds, &options);
    else
      status = windows_as_json(&run, endpoint, buffer_text(&text), seconds, &options);
  } else {
    wlp_pages_options options = WLP_PAGES_OPTIONS_INIT;
    options.page_size = setting(step, "page_size");
    options.limit = setting(step, "limit");
    options.prefetch = setting(step, "prefetch");
    if (typed && has_pages(endpoint))
      status = run_pages(endpoint, &run, &options);
    else
      status = pages_as_json(&run, endpoint, buffer_text(&text), &options);
  }
  if (by != NULL && strcmp(by, "records") == 0) flatten(&out);
  judge(step, "expect", buffer_text(&out));
  outcome_json(buffer_text(&out));
  check((status == WLP_OK) == (json_get(step, "error") == NULL), "the walk ends as the step says");
  if (status != WLP_OK) {
    buffer_free(&out);
    describe(&out, status, run.error);
    if (json_get(step, "error") == NULL) fprintf(stderr, "%s\n", wlp_error_report(run.error));
    judge(step, "error", buffer_text(&out));
    outcome_json(buffer_text(&out));
  }
  wlp_error_free(run.error);
  arena_free(&memory);
  json_free(params);
  buffer_free(&out);
  buffer_free(&text);
}

static void on_verdict(void *context, wlp_status status, wlp_verdict *verdict, wlp_error *error) {
  waiting_end((waiting *)context, status, verdict, 0, error);
}

/* The typed function; WLP_MISUSE without an error if the request is what it cannot carry. */
static wlp_status ask_typed(const wlp_client *client, const char *write, const json *request, arena *memory,
                            wlp_verdict **verdict, wlp_error **error) {
#define SIMPLE(question, endpoint, type)                                                              \
  if (strcmp(write, #question) == 0) {                                                                \
    const type *filled = (const type *)fill_request(endpoint, memory, request);                       \
    return json_all_used(request) ? wlp_reconcile_##question(client, filled, verdict, error) : WLP_MISUSE; \
  }
  SIMPLE(passport_added, "passport.add", wlp_passport_add_request)
  SIMPLE(passport_updated, "passport.update", wlp_passport_update_request)
  SIMPLE(passport_deleted, "passport.delete", wlp_passport_delete_request)
  SIMPLE(booking_created, "booking.create_booking", wlp_booking_create_booking_request)
  SIMPLE(booking_cancelled, "booking.cancel_booking", wlp_booking_cancel_booking_request)
  SIMPLE(blacklist_added, "blacklist.add", wlp_blacklist_add_request)
#undef SIMPLE
  if (strcmp(write, "coupon_issued") == 0) {
    const char *since = json_text(request, "since", "since");
    const wlp_coupon_add_request *filled =
        (const wlp_coupon_add_request *)fill_request("coupon.add", memory, request);
    if (!json_all_used(request) || since == NULL) return WLP_MISUSE;
    return wlp_reconcile_coupon_issued(client, filled, since, verdict, error);
  }
  if (strcmp(write, "bill_paid") == 0) {
    const json *bill = json_get(request, "bill");
    wlp_paid_bill paid = WLP_PAID_BILL_INIT;
    if (bill == NULL) bill = request;
    paid.plate_number = json_text(request, "plateNumber", "plate_number");
    paid.user_id = json_text(request, "userId", "user_id");
    paid.trade_no = json_optional(bill, "tradeNo", "trade_no");
    paid.payed = json_text(bill, "payed", "payed");
    paid.money = json_text(bill, "money", "money");
    paid.made_at = bill == request ? json_text(bill, "madeAt", "made_at") : json_text(bill, "endTime", "end_time");
    return wlp_reconcile_bill_paid(client, &paid, verdict, error);
  }
  if (strcmp(write, "vehicle_let_in") == 0) {
    const char *user = json_text(request, "userId", "user_id"), *since = json_text(request, "since", "since");
    int64_t lane = json_optional(request, "laneId", "lane_id").value;
    const char *license = json_text(request, "license", "license");
    if (!json_all_used(request) || since == NULL || user == NULL) return WLP_MISUSE;
    return wlp_reconcile_vehicle_let_in(client, lane, user, license, since, verdict, error);
  }
  check(0, write);
  return WLP_MISUSE;
}

static void put_verdict(buffer *out, const wlp_verdict *verdict) {
  static const char *const outcomes[] = {"cannot-tell", "done", "not-done"};
  json *told = json_parse(wlp_verdict_json(verdict));
  put(out, "{\"outcome\":");
  put_text(out, outcomes[wlp_verdict_outcome(verdict)]);
  put(out, ",\"reason\":");
  put_text(out, wlp_verdict_reason(verdict));
  put(out, ",\"id\":");
  put_id(out, wlp_verdict_id(verdict));
  put(out, "}");
  if (told != NULL) {
    json *same = json_parse(buffer_text(out));
    check(same != NULL && matches(told, same), wlp_verdict_json(verdict));
    json_free(same);
  }
  check(told != NULL, "wlp_verdict_json");
  json_free(told);
}

void ask(const wlp_client *client, const json *step) {
  const char *write = json_string(step, "ask");
  json *request = resolved(json_get(step, "request"));
  wlp_verdict *verdict = NULL;
  wlp_error *error = NULL;
  arena memory = {0};
  buffer out = {0}, text = {0};
  wlp_status status = WLP_MISUSE;
  json_write(&text, request);
  if (mode == BLOCKING) status = ask_typed(client, write, request, &memory, &verdict, &error);
  if (mode == CALLBACKS) {
    waiting wait = WAITING_INIT;
    status = wlp_reconcile_async(client, write, buffer_text(&text), on_verdict, &wait, NULL, &error);
    if (status == WLP_OK) {
      waiting_wait(&wait);
      status = wait.status;
      verdict = (wlp_verdict *)wait.answer;
      error = wait.error;
    }
  } else if (status == WLP_MISUSE && error == NULL) {
    status = wlp_reconcile(client, write, buffer_text(&text), &verdict, &error);
  }
  check((status == WLP_OK) == (json_get(step, "error") == NULL), "the question ends as the step says");
  if (status == WLP_OK) {
    put_verdict(&out, verdict);
    judge(step, "expect", buffer_text(&out));
  } else {
    describe(&out, status, error);
    if (json_get(step, "error") == NULL) fprintf(stderr, "%s\n", wlp_error_report(error));
    judge(step, "error", buffer_text(&out));
  }
  outcome_json(buffer_text(&out));
  wlp_verdict_free(verdict);
  wlp_error_free(error);
  arena_free(&memory);
  json_free(request);
  buffer_free(&out);
  buffer_free(&text);
}
