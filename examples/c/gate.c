/* A user with a phone at two gates: a vehicle without a plate comes in, stays, pays at the exit and leaves.
 *
 * Run it against the sandbox, which plays the camera, the operator and the clock: welinkpark sandbox -- ./gate
 */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <welinkpark.h>

#include "park.h"

#define USER "4150570873"
#define ENTRY 3150432953492101
#define EXIT 3150432953492102

static wlp_error *error = NULL;

/* Ends the program if a call failed: the report says what is known about it. */
static void expect(wlp_status status) {
  if (status == WLP_OK) return;
  fprintf(stderr, "%s\n", wlp_error_report(error));
  wlp_error_free(error);
  exit(1);
}

static void give_up(const char *why) {
  fprintf(stderr, "%s\n", why == NULL ? "the gate did not open" : why);
  exit(1);
}

static void park(const char *what, const char *action, const char *body) {
  if (park_control(what, action, body) != 0) exit(1);
}

/* Told of every change while a flow runs. */
static void tell(void *context, const wlp_gate_status *status) {
  static const char *const names[] = {"ready",   "waiting",   "payment",   "opened",
                                      "refused", "timed-out", "cancelled", "unknown"};
  wlp_optional state = wlp_gate_status_state(status);
  const char *message = wlp_gate_status_message(status);
  (void)context;
  printf("  %-8s state %" PRId64 "  %s\n", names[wlp_gate_status_phase(status)], state.given ? state.value : -1,
         message == NULL ? "" : message);
  if (wlp_gate_status_bill(status) != NULL)
    printf("  to pay: %s yuan\n", wlp_gate_bill_money(wlp_gate_status_bill(status)));
}

static wlp_gate_flow *flow_at(const wlp_client *client, int32_t kind, int64_t lane) {
  wlp_gate_options options = WLP_GATE_OPTIONS_INIT;
  wlp_gate_flow *flow = NULL;
  options.interval_ms = wlp_some(200);
  expect(wlp_gate_flow_new(client, kind, lane, USER, &options, &flow, &error));
  return flow;
}

/* The payment app has collected the money; now the platform is told, once. */
static void pay(const wlp_client *client, const wlp_gate_bill *bill, const char *license) {
  wlp_pay_pay_tmp_rent_bill_request request = WLP_PAY_PAY_TMP_RENT_BILL_REQUEST_INIT;
  wlp_paid_bill paid = WLP_PAID_BILL_INIT;
  wlp_verdict *verdict = NULL;
  wlp_status status;
  request.plate_number = license;
  request.pay_token = wlp_gate_bill_pay_token(bill);
  status = wlp_pay_pay_tmp_rent_bill(client, &request, &error);
  if (status == WLP_OK) return;
  if (wlp_error_sent(error) != WLP_SENT_UNKNOWN) expect(status);
  wlp_error_free(error);
  error = NULL;
  paid.plate_number = license;
  paid.user_id = USER;
  paid.trade_no = wlp_gate_bill_trade_no(bill);
  paid.payed = wlp_gate_bill_payed(bill);
  paid.money = wlp_gate_bill_money(bill);
  paid.made_at = wlp_gate_bill_end_time(bill);
  expect(wlp_reconcile_bill_paid(client, &paid, &verdict, &error));
  if (wlp_verdict_outcome(verdict) != WLP_OUTCOME_DONE) give_up(wlp_verdict_reason(verdict));
  wlp_verdict_free(verdict);
}

static void leave(const wlp_client *client, wlp_gate_flow *flow, const char *license) {
  wlp_gate_phase phase = WLP_GATE_PHASE_READY;
  while (phase != WLP_GATE_PHASE_OPENED) {
    wlp_gate_status *status = NULL;
    expect(wlp_gate_flow_run(flow, tell, NULL, &status, &error));
    phase = wlp_gate_status_phase(status);
    if (phase == WLP_GATE_PHASE_PAYMENT) {
      pay(client, wlp_gate_status_bill(status), license);
      expect(wlp_gate_flow_paid(flow, &error));
    } else if (phase != WLP_GATE_PHASE_OPENED) {
      give_up(wlp_gate_status_message(status));
    }
    wlp_gate_status_free(status);
  }
}

static void show_passes(const wlp_client *client, const char *license) {
  wlp_passrecord_query_car_records_request request = WLP_PASSRECORD_QUERY_CAR_RECORDS_REQUEST_INIT;
  wlp_car_record_pages *pages = NULL;
  wlp_car_record_list *page = NULL;
  char start[20], end[20];
  size_t index;
  park_time(start, -3600);
  park_time(end, 4 * 3600);
  request.start_time = start;
  request.end_time = end;
  request.keyword = license;
  expect(wlp_passrecord_query_car_records_pages(client, &request, NULL, &pages, &error));
  for (;;) {
    expect(wlp_car_record_pages_next(pages, &page, &error));
    if (page == NULL) break;
    for (index = 0; index < wlp_car_record_list_len(page); index++) {
      const wlp_car_record_data *record = wlp_car_record_list_at(page, index);
      printf("%s at %s\n", wlp_car_record_data_time(record), wlp_car_record_data_lane_name(record));
    }
    wlp_car_record_list_free(page);
  }
  wlp_car_record_pages_free(pages);
}

int main(void) {
  wlp_client *client = NULL;
  wlp_gate_flow *flow;
  wlp_gate_status *status = NULL, *opened = NULL;
  const char *license;
  expect(wlp_client_new(NULL, &client, &error));

  printf("the user scans at the entry; the vehicle is not there yet\n");
  flow = flow_at(client, WLP_GATE_ENTER, ENTRY);
  expect(wlp_gate_flow_next(flow, &status, &error));
  tell(NULL, status);
  wlp_gate_status_free(status);
  park("  a vehicle arrives", "vehicles/arrive", "{\"lane_id\": 3150432953492101}");
  expect(wlp_gate_flow_run(flow, tell, NULL, &opened, &error));
  license = wlp_gate_status_license(opened);
  if (wlp_gate_status_phase(opened) != WLP_GATE_PHASE_OPENED || license == NULL) give_up(wlp_gate_status_message(opened));
  wlp_gate_flow_free(flow);

  printf("\ntwo hours later the user scans at the exit\n");
  park("  two hours pass", "clock", "{\"advance_seconds\": 7200}");
  park("  the vehicle is at the exit", "vehicles/leave", "{\"lane_id\": 3150432953492102}");
  flow = flow_at(client, WLP_GATE_EXIT, EXIT);
  leave(client, flow, license);
  wlp_gate_flow_free(flow);

  printf("\nall passes of %s\n", license);
  show_passes(client, license);
  wlp_gate_status_free(opened);
  wlp_client_free(client);
  return 0;
}
