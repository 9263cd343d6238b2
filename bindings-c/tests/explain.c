/* The table tests/cases/flows/explain.json, and the functions around calls with NULL and wrong sizes: all that needs no
 * platform. */

#include <stdio.h>
#include <string.h>

#include "outcome.h"
#include "steps.h"

static void run_explain(const json *one) {
  static const char *const sample = "27a06832a2214a4fa3b7105e4a72d370";
  const char *secret = json_string(one, "secret_key");
  wlp_optional at = setting(json_get(one, "options"), "at");
  wlp_explanation *told = NULL;
  wlp_error *error = NULL;
  wlp_status status;
  check_in(json_string(one, "name"));
  outcome_begin("c", "cases/flows", "explain.json", json_string(one, "name"));
  if (secret == NULL) secret = sample;
  status = wlp_explain(json_string(one, "request"), secret, at, WLP_ENCODING_UTF8, &told, &error);
  check((status == WLP_OK) == (json_get(one, "error") == NULL), "it is a request");
  if (status == WLP_OK) {
    const json *finding;
    json *all = json_parse(wlp_explanation_json(told));
    size_t index = 0;
    judge(one, "expect", wlp_explanation_json(told));
    outcome_json(wlp_explanation_json(told));
    check(strstr(wlp_explanation_json(told), secret) == NULL, "the secret key is never shown");
    check(wlp_explanation_right(told) == (json_get(all, "right")->kind == JSON_TRUE), "right");
    check(strcmp(wlp_explanation_signature(told), json_string(all, "signature")) == 0, "signature");
    check(strcmp(wlp_explanation_canonical(told), json_string(all, "canonical")) == 0, "canonical");
    check(strcmp(wlp_explanation_expected(told), json_string(all, "expected")) == 0, "expected");
    check((wlp_explanation_found(told) == NULL) == (json_string(all, "found") == NULL), "found");
    check((wlp_explanation_endpoint(told) == NULL) == (json_string(all, "endpoint") == NULL), "endpoint");
    check(wlp_explanation_findings_len(told) == json_length(json_get(all, "findings")), "findings");
    check(wlp_explanation_notes_len(told) == json_length(json_get(all, "notes")), "notes");
    for (finding = json_get(all, "findings")->first; finding != NULL; finding = finding->next, index++) {
      check(strcmp(wlp_explanation_mistake_at(told, index), json_string(finding, "mistake")) == 0, "mistake");
      check(strcmp(wlp_explanation_message_at(told, index), json_string(finding, "message")) == 0, "message");
      check(strcmp(wlp_explanation_message_zh_at(told, index), json_string(finding, "messageZh")) == 0, "messageZh");
      check(wlp_explanation_certain_at(told, index) == (json_get(finding, "certain")->kind == JSON_TRUE), "certain");
    }
    check(wlp_explanation_mistake_at(told, index) == NULL && !wlp_explanation_certain_at(told, index), "the end");
    check(wlp_explanation_note_at(told, wlp_explanation_notes_len(told)) == NULL, "the end of the notes");
    json_free(all);
  } else {
    buffer out = {0};
    describe(&out, status, error);
    judge(one, "error", buffer_text(&out));
    outcome_json(buffer_text(&out));
    buffer_free(&out);
  }
  outcome_end();
  wlp_error_free(error);
  wlp_explanation_free(told);
}

static void test_null(void) {
  json *credentials = json_parse("{\"app_id\":\"a\",\"secret_key\":\"0123456789abcdef01234567\",\"park_id\":\"1\"}");
  wlp_client *client = client_of(credentials);
  wlp_gate_options options = WLP_GATE_OPTIONS_INIT;
  wlp_pages_options pages_options = WLP_PAGES_OPTIONS_INIT;
  wlp_windows_options windows_options = WLP_WINDOWS_OPTIONS_INIT;
  wlp_paid_bill bill = WLP_PAID_BILL_INIT;
  wlp_gate_flow *flow = NULL;
  wlp_json_pages *pages = NULL;
  wlp_json_windows *windows = NULL;
  wlp_verdict *verdict = NULL;
  wlp_explanation *explanation = NULL;
  static const size_t wrong[] = {0, 1, 9, (size_t)-1};
  size_t index;
  check_in("flows with NULL and wrong sizes");
  for (index = 0; index < sizeof wrong / sizeof wrong[0]; index++) {
    options.struct_size = pages_options.struct_size = windows_options.struct_size = bill.struct_size = wrong[index];
    check(wlp_gate_flow_new(client, 0, 1, "u", &options, &flow, NULL) == WLP_MISUSE, "gate options");
    check(wlp_pages_json(client, "passport.query", NULL, &pages_options, &pages, NULL) == WLP_MISUSE, "pages options");
    check(wlp_windows_json(client, "x", NULL, 1, &windows_options, &windows, NULL) == WLP_MISUSE, "windows options");
    check(wlp_reconcile_bill_paid(client, &bill, &verdict, NULL) == WLP_MISUSE, "paid bill");
  }
  check(wlp_gate_flow_new(NULL, 0, 1, "u", NULL, &flow, NULL) == WLP_MISUSE, "wlp_gate_flow_new");
  check(wlp_gate_flow_new(client, 3, 1, "u", NULL, &flow, NULL) == WLP_MISUSE, "an unknown kind");
  check(wlp_gate_flow_new(client, 0, 1, NULL, NULL, &flow, NULL) == WLP_MISUSE, "no user");
  check(wlp_gate_flow_new(client, 0, 1, "u", NULL, NULL, NULL) == WLP_MISUSE, "no output");
  check(wlp_gate_resume(NULL, "t", &flow, NULL) == WLP_MISUSE, "wlp_gate_resume");
  check(wlp_gate_resume(client, NULL, &flow, NULL) == WLP_MISUSE, "wlp_gate_resume");
  check(wlp_gate_flow_next(NULL, NULL, NULL) == WLP_MISUSE, "wlp_gate_flow_next");
  check(wlp_gate_flow_next_async(NULL, NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_gate_flow_next_async");
  check(wlp_gate_flow_run(NULL, NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_gate_flow_run");
  check(wlp_gate_flow_run_async(NULL, NULL, NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_gate_flow_run_async");
  check(wlp_gate_flow_status(NULL, NULL, NULL) == WLP_MISUSE, "wlp_gate_flow_status");
  check(wlp_gate_flow_paid(NULL, NULL) == WLP_MISUSE, "wlp_gate_flow_paid");
  check(wlp_gate_flow_extend(NULL, 1, NULL) == WLP_MISUSE, "wlp_gate_flow_extend");
  check(wlp_gate_flow_token(NULL, NULL, NULL) == WLP_MISUSE, "wlp_gate_flow_token");
  check(wlp_gate_flow_new(client, WLP_GATE_ENTER, 1, "u", NULL, &flow, NULL) == WLP_OK, "wlp_gate_flow_new");
  check(wlp_gate_flow_next(flow, NULL, NULL) == WLP_MISUSE, "no output");
  check(wlp_gate_flow_next_async(flow, NULL, NULL, NULL, NULL) == WLP_MISUSE, "no callback");
  check(wlp_gate_flow_token(flow, NULL, NULL) == WLP_MISUSE, "no output");
  wlp_gate_flow_free(flow);
  wlp_gate_flow_free(NULL);
  wlp_gate_flow_cancel(NULL);
  wlp_gate_status_free(NULL);
  check(wlp_gate_status_phase(NULL) == WLP_GATE_PHASE_UNKNOWN && wlp_gate_status_kind(NULL) == -1, "status");
  check(!wlp_gate_status_state(NULL).given && !wlp_gate_status_err_code(NULL), "status");
  check(!wlp_gate_status_message(NULL) && !wlp_gate_status_license(NULL) && !wlp_gate_status_bill(NULL), "status");
  check(!wlp_gate_status_answered_by(NULL) && !wlp_gate_status_failure(NULL), "status");
  check(!wlp_gate_status_json(NULL) && wlp_gate_status_sent(NULL) == WLP_SENT_NO, "status");
  check(!wlp_gate_bill_trade_no(NULL).given && !wlp_gate_bill_pay_token(NULL), "bill");
  check(!wlp_gate_bill_payable(NULL) && !wlp_gate_bill_payable_fen(NULL).given, "bill");
  check(!wlp_gate_bill_discount(NULL) && !wlp_gate_bill_discount_fen(NULL).given, "bill");
  check(!wlp_gate_bill_payed(NULL) && !wlp_gate_bill_payed_fen(NULL).given, "bill");
  check(!wlp_gate_bill_money(NULL) && !wlp_gate_bill_money_fen(NULL).given, "bill");
  check(!wlp_gate_bill_comment(NULL) && !wlp_gate_bill_minutes(NULL).given, "bill");
  check(!wlp_gate_bill_start_time(NULL) && !wlp_gate_bill_start_time_unix(NULL).given, "bill");
  check(!wlp_gate_bill_end_time(NULL) && !wlp_gate_bill_end_time_unix(NULL).given, "bill");
  check(wlp_pages_json(NULL, NULL, NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_pages_json");
  check(wlp_pages_json(client, NULL, NULL, NULL, &pages, NULL) == WLP_MISUSE, "wlp_pages_json");
  check(wlp_pages_json(client, "passport.query", NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_pages_json");
  check(wlp_json_pages_next(NULL, NULL, NULL) == WLP_MISUSE, "wlp_json_pages_next");
  check(wlp_json_pages_next_async(NULL, NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_json_pages_next_async");
  check(wlp_windows_json(NULL, NULL, NULL, 0, NULL, NULL, NULL) == WLP_MISUSE, "wlp_windows_json");
  check(wlp_json_windows_next(NULL, NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_json_windows_next");
  check(wlp_json_windows_next_async(NULL, NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_json_windows_next_async");
  check(wlp_pages_json(client, "passport.query", "{}", NULL, &pages, NULL) == WLP_OK, "wlp_pages_json");
  check(wlp_json_pages_next(pages, NULL, NULL) == WLP_MISUSE, "no output");
  check(wlp_json_pages_next_async(pages, NULL, NULL, NULL, NULL) == WLP_MISUSE, "no callback");
  wlp_json_pages_free(pages);
  wlp_json_pages_free(NULL);
  wlp_json_windows_free(NULL);
  check(wlp_reconcile(NULL, NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_reconcile");
  check(wlp_reconcile(client, "bill_paid", NULL, &verdict, NULL) == WLP_MISUSE, "wlp_reconcile");
  check(wlp_reconcile(client, "opened", "{}", &verdict, NULL) == WLP_VALIDATION, "an unknown write");
  check(wlp_reconcile_async(client, "bill_paid", "{}", NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_reconcile_async");
  check(wlp_reconcile_passport_added(client, NULL, &verdict, NULL) == WLP_MISUSE, "wlp_reconcile_passport_added");
  check(wlp_reconcile_coupon_issued(client, NULL, "", &verdict, NULL) == WLP_MISUSE, "wlp_reconcile_coupon_issued");
  check(wlp_reconcile_vehicle_let_in(client, 1, "u", NULL, NULL, &verdict, NULL) == WLP_MISUSE, "without since");
  check(wlp_verdict_outcome(NULL) == WLP_OUTCOME_CANNOT_TELL && !wlp_verdict_reason(NULL), "verdict");
  check(!wlp_verdict_id(NULL).given && !wlp_verdict_json(NULL), "verdict");
  wlp_verdict_free(NULL);
  check(wlp_explain(NULL, NULL, wlp_some(0), 0, &explanation, NULL) == WLP_MISUSE, "wlp_explain");
  check(wlp_explain("x", "y", wlp_some(0), 7, &explanation, NULL) == WLP_MISUSE, "an unknown encoding");
  check(!wlp_explanation_right(NULL) && !wlp_explanation_json(NULL), "explanation");
  check(wlp_explanation_findings_len(NULL) == 0 && wlp_explanation_notes_len(NULL) == 0, "explanation");
  wlp_explanation_free(NULL);
  check(wlp_error_findings_len(NULL) == 0 && !wlp_error_finding_code_at(NULL, 0), "findings");
  check(!wlp_error_finding_message_at(NULL, 0), "findings");
  wlp_client_free(client);
  json_free(credentials);
}

int main(int count, char **arguments) {
  json *file = count > 1 ? json_file(arguments[1]) : NULL;
  const json *one;
  check(file != NULL, "usage: explain FILE, tests/cases/flows/explain.json");
  for (one = file == NULL ? NULL : json_get(file, "cases")->first; one != NULL; one = one->next) run_explain(one);
  json_free(file);
  test_null();
  return check_end("explain");
}
