/* What the header promises beyond single calls: misuse, encodings, callbacks, cancelling, threads, the log. */

#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "typed.h"

enum { CALLS = 24 };

static const char *control_url;

static wlp_client *client_in(int encoding) {
  wlp_config config = WLP_CONFIG_INIT;
  wlp_client *client = NULL;
  config.encoding = encoding;
  check(wlp_client_new(&config, &client, NULL) == WLP_OK, "wlp_client_new");
  return client;
}

static void control(const char *method, const char *path, const char *body) {
  int status = 0;
  char *answer = http(method, control_url, path, body, &status);
  check(status == 200, path);
  free(answer);
}

static void pause_ms(long milliseconds) {
  struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  nanosleep(&time, NULL);
}

static void test_null(void) {
  wlp_client *client = client_in(WLP_ENCODING_UTF8), *untouched = (wlp_client *)&control_url;
  wlp_config config = WLP_CONFIG_INIT;
  wlp_call_options options = WLP_CALL_OPTIONS_INIT;
  wlp_coding coding = WLP_CODING_INIT;
  wlp_error *error = NULL;
  wlp_text_answer *answer = NULL;
  static const size_t wrong[] = {0, 1, sizeof config - 1, sizeof config + 8, (size_t)-1};
  size_t index;
  check_in("NULL and wrong sizes");
  call_all_with_null(client);
  check(wlp_client_new(NULL, NULL, NULL) == WLP_MISUSE, "wlp_client_new without an output");
  for (index = 0; index < sizeof wrong / sizeof wrong[0]; index++) {
    config.struct_size = options.struct_size = coding.struct_size = wrong[index];
    check(wlp_client_new(&config, &untouched, &error) == WLP_MISUSE, "a configuration of a wrong size");
    check(untouched == (wlp_client *)&control_url, "outputs are written only on success");
    check(wlp_error_status(error) == WLP_MISUSE && wlp_error_message(error) != NULL, "its error");
    wlp_error_free(error);
    error = NULL;
    check(wlp_client_with_options(client, &options, &untouched, NULL) == WLP_MISUSE, "options of a wrong size");
    check(wlp_content_encode(&coding, "", (char **)&error, NULL) == WLP_MISUSE, "a coding of a wrong size");
  }
  check(wlp_client_with_options(NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_client_with_options");
  check(wlp_client_with_options(client, NULL, NULL, NULL) == WLP_MISUSE, "wlp_client_with_options");
  check(wlp_client_for_park(NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_client_for_park");
  check(wlp_client_for_park(client, NULL, &untouched, NULL) == WLP_MISUSE, "wlp_client_for_park");
  check(wlp_call_json(NULL, NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_call_json");
  check(wlp_call_json(client, NULL, NULL, &answer, NULL) == WLP_MISUSE, "wlp_call_json");
  check(wlp_call_json_async(client, "info.areas", NULL, NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_call_json_async");
  check(wlp_call_tolerant(NULL, NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_call_tolerant");
  check(wlp_call_tolerant_async(client, NULL, NULL, NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_call_tolerant_async");
  check(wlp_call_raw(client, NULL, NULL, NULL, &answer, NULL) == WLP_MISUSE, "wlp_call_raw");
  check(wlp_call_raw(client, "PUT", "/x", NULL, &answer, NULL) == WLP_VALIDATION, "wlp_call_raw with PUT");
  check(wlp_call_raw_async(client, NULL, NULL, NULL, NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_call_raw_async");
  check(wlp_sign(NULL, NULL, NULL, 0, NULL, NULL, NULL) == WLP_MISUSE, "wlp_sign");
  check(wlp_sign("k", NULL, NULL, 1, NULL, NULL, NULL) == WLP_MISUSE, "wlp_sign");
  check(wlp_verify(NULL, NULL, NULL, 0, NULL, NULL, NULL) == WLP_MISUSE, "wlp_verify");
  check(wlp_form_encode(NULL, NULL, 1, NULL, NULL) == WLP_MISUSE, "wlp_form_encode");
  check(wlp_form_parse(NULL, NULL, NULL) == WLP_MISUSE, "wlp_form_parse");
  check(wlp_content_encode(NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_content_encode");
  check(wlp_content_decode(NULL, NULL, 0, NULL, NULL) == WLP_MISUSE, "wlp_content_decode");
  check(wlp_envelope_parse(NULL, NULL, NULL) == WLP_MISUSE, "wlp_envelope_parse");
  check(wlp_params_encode(NULL, NULL, NULL, NULL) == WLP_MISUSE, "wlp_params_encode");
  check(wlp_content_canonical(NULL, NULL, 1, NULL, NULL) == WLP_MISUSE, "wlp_content_canonical");
  check(wlp_money_to_fen(NULL, NULL, NULL) == WLP_MISUSE, "wlp_money_to_fen");
  check(wlp_text_answer_parse(NULL, 0, NULL, NULL) == WLP_MISUSE, "wlp_text_answer_parse");
  check(wlp_text_answer_parse("x", 7, &answer, NULL) == WLP_MISUSE, "an unknown encoding");
  check(wlp_text_list_parse(NULL, 0, NULL, NULL) == WLP_MISUSE, "wlp_text_list_parse");
  check(wlp_id_parse(NULL, 0, NULL, NULL) == WLP_MISUSE, "wlp_id_parse");
  check(wlp_flag_parse(NULL, 0, NULL, NULL) == WLP_MISUSE, "wlp_flag_parse");
  check(wlp_set_log(NULL, NULL, 0, 9, NULL) == WLP_MISUSE, "wlp_set_log");
  check(wlp_form_len(NULL) == 0 && wlp_form_name(NULL, 0) == NULL && wlp_form_value(NULL, 0) == NULL, "form");
  check(wlp_envelope_code(NULL) == NULL && wlp_envelope_message(NULL) == NULL, "envelope");
  check(wlp_envelope_err_code(NULL) == NULL && wlp_envelope_content(NULL) == NULL, "envelope");
  check(!wlp_envelope_encrypt(NULL) && !wlp_envelope_zip(NULL), "envelope");
  check(wlp_response_content(NULL) == NULL && wlp_response_code(NULL) == NULL, "response");
  check(wlp_response_message(NULL) == NULL && wlp_response_err_code(NULL) == NULL, "response");
  check(wlp_response_attempts(NULL) == 0 && wlp_response_nonce(NULL) == 0, "response");
  check(wlp_response_timestamp(NULL) == 0, "response");
  check(wlp_text_answer_value(NULL) == NULL && wlp_text_answer_response(NULL) == NULL, "text");
  check(wlp_text_list_len(NULL) == 0 && wlp_text_list_at(NULL, 0) == NULL, "texts");
  check(wlp_text_list_response(NULL) == NULL, "texts");
  check(wlp_error_status(NULL) == WLP_OK && wlp_error_sent(NULL) == WLP_SENT_NO, "error");
  check(wlp_error_api_kind(NULL) == WLP_API_NONE && !wlp_error_retryable(NULL), "error");
  check(wlp_error_attempts(NULL) == 0 && wlp_error_http_status(NULL) == 0, "error");
  check(!wlp_error_nonce(NULL).given && !wlp_error_timestamp(NULL).given, "error");
  check(!wlp_error_retry_after(NULL).given && !wlp_error_clock_offset(NULL).given, "error");
  check(!wlp_error_message(NULL) && !wlp_error_report(NULL) && !wlp_error_endpoint(NULL), "error");
  check(!wlp_error_field(NULL) && !wlp_error_rule(NULL) && !wlp_error_transport(NULL), "error");
  check(!wlp_error_body(NULL) && !wlp_error_stage(NULL) && !wlp_error_path(NULL), "error");
  check(!wlp_error_content(NULL) && !wlp_error_code(NULL) && !wlp_error_api_message(NULL), "error");
  check(!wlp_error_err_code(NULL) && !wlp_error_canonical(NULL), "error");
  wlp_error_free(NULL);
  wlp_client_free(NULL);
  wlp_call_cancel(NULL);
  wlp_call_free(NULL);
  wlp_cancel_token_cancel(NULL);
  wlp_cancel_token_free(NULL);
  wlp_string_free(NULL);
  wlp_form_free(NULL);
  wlp_envelope_free(NULL);
  wlp_text_answer_free(NULL);
  wlp_text_list_free(NULL);
  check(wlp_abi_version() == WLP_ABI_VERSION, "wlp_abi_version");
  check(wlp_version() != NULL, "wlp_version");
  wlp_client_free(client);
}

static void test_config(void) {
  wlp_config config = WLP_CONFIG_INIT;
  wlp_client *client = NULL;
  wlp_error *error = NULL;
  check_in("configuration");
  config.timeout_ms = wlp_some(0);
  check(wlp_client_new(&config, &client, &error) == WLP_CONFIG && client == NULL, "a time limit of 0");
  check(strstr(wlp_error_message(error), "timeout_ms") != NULL, wlp_error_message(error));
  wlp_error_free(error);
  config.timeout_ms = wlp_some(1000);
  config.retries = wlp_some(-1);
  check(wlp_client_new(&config, &client, NULL) == WLP_CONFIG, "negative retries");
  config.retries = wlp_some(0);
  config.encrypt = wlp_some(2);
  check(wlp_client_new(&config, &client, NULL) == WLP_CONFIG, "a flag of 2");
  config.encrypt = wlp_some(0);
  config.cipher_mode = 9;
  check(wlp_client_new(&config, &client, NULL) == WLP_CONFIG, "an unknown cipher mode");
  config.cipher_mode = WLP_CIPHER_ECB;
  config.base_url = "ftp://x";
  check(wlp_client_new(&config, &client, NULL) == WLP_CONFIG, "an address that is none");
}

static void test_money(void) {
  static const struct {
    const char *text;
    int64_t fen;
  } good[] = {{"10", 1000}, {"10.5", 1050}, {"0.01", 1}, {"-3.20", -320}, {"92233720368547758.07", INT64_MAX}};
  static const char *const bad[] = {"", "x", "1.005", "1e3", "92233720368547758.08", "1.2.3", "+1"};
  char text[WLP_MONEY_SIZE];
  int64_t fen = 0;
  size_t index;
  check_in("money");
  for (index = 0; index < sizeof good / sizeof good[0]; index++)
    check(wlp_money_to_fen(good[index].text, &fen, NULL) == WLP_OK && fen == good[index].fen, good[index].text);
  for (index = 0; index < sizeof bad / sizeof bad[0]; index++)
    check(wlp_money_to_fen(bad[index], &fen, NULL) == WLP_VALIDATION, bad[index]);
  check(wlp_fen_to_money(1050, text, sizeof text) == 5 && strcmp(text, "10.50") == 0, "10.50");
  check(wlp_fen_to_money(INT64_MIN, text, sizeof text) > 0, "the least amount fits");
  check(wlp_fen_to_money(1050, text, 5) == -1 && wlp_fen_to_money(1, NULL, 9) == -1, "a buffer that is too small");
}

static void test_encoding(void) {
  static const char gbk[] = "\xd4\xc1\x42\x38\x37\x31\x55\x59"; /* 粤B871UY */
  wlp_client *utf8 = client_in(WLP_ENCODING_UTF8), *old = client_in(WLP_ENCODING_GB18030);
  wlp_passport_get_request request = WLP_PASSPORT_GET_REQUEST_INIT;
  wlp_passport_answer *answer = NULL;
  wlp_error *error = NULL;
  check_in("GB18030");
  request.plate_number = gbk;
  check(wlp_passport_get(utf8, &request, &answer, &error) == WLP_VALIDATION && answer == NULL, "GBK without saying so");
  check(strcmp(wlp_error_rule(error), "encoding") == 0 && strcmp(wlp_error_field(error), "plateNumber") == 0, "rule");
  check(strstr(wlp_error_message(error), "GBK") != NULL, "the message says that it looks like GBK");
  wlp_error_free(error);
  error = NULL;
  check(wlp_passport_get(old, &request, &answer, &error) == WLP_OK, "GB18030 in");
  check(strcmp(wlp_passport_data_name(wlp_passport_answer_value(answer)), "\xcd\xf5\xc5\xc6") == 0, "GB18030 out");
  check(strstr(wlp_response_content(wlp_passport_answer_response(answer)), "\xcd\xf5\xc5\xc6") != NULL, "content");
  wlp_passport_answer_free(answer);
  request.plate_number = "\xd4\xc1\x39\x39\x39\x39\x39\x39";
  check(wlp_passport_get(old, &request, &answer, &error) == WLP_API, "an unknown plate");
  check(wlp_error_api_kind(error) == WLP_API_NOT_FOUND, "0009");
  wlp_error_free(error);
  error = NULL;
  request.plate_number = "\xff\xff";
  check(wlp_passport_get(old, &request, &answer, &error) == WLP_VALIDATION, "neither");
  wlp_error_free(error);
  wlp_client_free(utf8);
  wlp_client_free(old);
}

/* Counts callbacks. */
typedef struct {
  pthread_mutex_t lock;
  int calls, good, cancelled;
  const wlp_client *client;
  wlp_client *to_free;
} counter;

static void on_areas(void *context, wlp_status status, wlp_area_list *list, wlp_error *error) {
  counter *count = (counter *)context;
  check((status == WLP_OK) == (list != NULL) && (status == WLP_OK) == (error == NULL), "one of list and error");
  if (count->client != NULL) {
    wlp_area_list *nested = NULL;
    check(wlp_info_areas(count->client, &nested, NULL) == WLP_OK, "a blocking call in a callback");
    wlp_area_list_free(nested);
  }
  wlp_area_list_free(list);
  wlp_error_free(error);
  if (count->to_free != NULL) wlp_client_free(count->to_free);
  pthread_mutex_lock(&count->lock);
  count->to_free = NULL;
  count->calls++;
  count->good += status == WLP_OK;
  count->cancelled += status == WLP_CANCELLED;
  pthread_mutex_unlock(&count->lock);
}

static int calls_of(counter *count) {
  int calls;
  pthread_mutex_lock(&count->lock);
  calls = count->calls;
  pthread_mutex_unlock(&count->lock);
  return calls;
}

static void test_callbacks(void) {
  counter count = {PTHREAD_MUTEX_INITIALIZER, 0, 0, 0, NULL, NULL};
  wlp_client *client = client_in(WLP_ENCODING_UTF8), *view = NULL;
  wlp_call_options options = WLP_CALL_OPTIONS_INIT;
  wlp_cancel_token *token = wlp_cancel_token_new();
  wlp_call *call = NULL;
  int index;
  check_in("callbacks");
  count.client = client;
  for (index = 0; index < CALLS; index++)
    check(wlp_info_areas_async(client, on_areas, &count, NULL, NULL) == WLP_OK, "wlp_info_areas_async");
  while (calls_of(&count) < CALLS) pause_ms(2);
  check(count.good == CALLS, "all succeed");
  count.client = NULL;

  check_in("a call is cancelled");
  control("POST", "/faults", "{\"endpoint\":\"info.areas\",\"kind\":\"delay\",\"delay_ms\":20000}");
  check(wlp_info_areas_async(client, on_areas, &count, &call, NULL) == WLP_OK, "wlp_info_areas_async");
  pause_ms(100);
  wlp_call_cancel(call);
  wlp_call_cancel(call);
  while (calls_of(&count) < CALLS + 1) pause_ms(2);
  check(count.cancelled == 1, "it is told as cancelled");
  wlp_call_cancel(call);
  wlp_call_free(call);

  check_in("a token cancels what carries it");
  options.cancel = token;
  check(wlp_client_with_options(client, &options, &view, NULL) == WLP_OK, "wlp_client_with_options");
  check(wlp_info_areas_async(view, on_areas, &count, NULL, NULL) == WLP_OK, "wlp_info_areas_async");
  wlp_cancel_token_cancel(token);
  while (calls_of(&count) < CALLS + 2) pause_ms(2);
  check(count.cancelled == 2, "the call on its way");
  check(wlp_info_areas_async(view, on_areas, &count, NULL, NULL) == WLP_OK, "wlp_info_areas_async");
  while (calls_of(&count) < CALLS + 3) pause_ms(2);
  check(count.cancelled == 3, "and a later one");
  check(wlp_info_areas(view, (wlp_area_list **)&call, NULL) == WLP_CANCELLED, "and a blocking one");
  wlp_cancel_token_free(token);
  wlp_client_free(view);

  check_in("a client is freed with calls on their way");
  for (index = 0; index < CALLS; index++)
    check(wlp_info_areas_async(client, on_areas, &count, NULL, NULL) == WLP_OK, "wlp_info_areas_async");
  wlp_client_free(client);
  check(count.calls == 2 * CALLS + 3 && count.cancelled == CALLS + 3, "every callback has come before it returns");

  check_in("a client is freed in a callback");
  control("DELETE", "/faults", NULL);
  client = client_in(WLP_ENCODING_UTF8);
  count.to_free = client;
  count.calls = 0;
  for (index = 0; index < CALLS; index++) wlp_info_areas_async(client, on_areas, &count, NULL, NULL);
  while (calls_of(&count) < CALLS) pause_ms(2);
  pause_ms(50);
  check(calls_of(&count) == CALLS, "every callback comes once");
}

static void *many_calls(void *client) {
  int index;
  for (index = 0; index < CALLS; index++) {
    wlp_area_list *list = NULL;
    check(wlp_info_areas((const wlp_client *)client, &list, NULL) == WLP_OK, "wlp_info_areas");
    check(wlp_area_list_len(list) == 3, "three areas");
    wlp_area_list_free(list);
  }
  return NULL;
}

static void *cancel_soon(void *token) {
  pause_ms(100);
  wlp_cancel_token_cancel((wlp_cancel_token *)token);
  return NULL;
}

static void test_threads(void) {
  wlp_client *client = client_in(WLP_ENCODING_UTF8), *view = NULL;
  wlp_call_options options = WLP_CALL_OPTIONS_INIT;
  wlp_cancel_token *token = wlp_cancel_token_new();
  wlp_area_list *list = NULL;
  wlp_error *error = NULL;
  pthread_t threads[8], canceller;
  int index;
  check_in("threads");
  for (index = 0; index < 8; index++) pthread_create(&threads[index], NULL, many_calls, client);
  for (index = 0; index < 8; index++) pthread_join(threads[index], NULL);

  check_in("a blocking call is cancelled from another thread");
  control("POST", "/faults", "{\"endpoint\":\"info.areas\",\"kind\":\"delay\",\"delay_ms\":20000}");
  options.cancel = token;
  wlp_client_with_options(client, &options, &view, NULL);
  pthread_create(&canceller, NULL, cancel_soon, token);
  check(wlp_info_areas(view, &list, &error) == WLP_CANCELLED && list == NULL, "it ends as cancelled");
  check(wlp_error_sent(error) == WLP_SENT_UNKNOWN && wlp_error_attempts(error) == 1, "its error says what is known");
  check(strcmp(wlp_error_endpoint(error), "info.areas") == 0, "and of which call it is");
  wlp_error_free(error);
  pthread_join(canceller, NULL);
  control("DELETE", "/faults", NULL);
  wlp_client_free(view);
  wlp_cancel_token_free(token);
  wlp_client_free(client);
}

static void on_line(void *context, int32_t level, const char *message) {
  counter *count = (counter *)context;
  pthread_mutex_lock(&count->lock);
  count->calls++;
  count->good += strstr(message, "info.areas") != NULL && level >= WLP_LOG_WARN;
  check(strstr(message, "27a06832a2214a4fa3b7105e4a72d370") == NULL, "the secret key is never logged");
  pthread_mutex_unlock(&count->lock);
}

static void test_log(void) {
  counter count = {PTHREAD_MUTEX_INITIALIZER, 0, 0, 0, NULL, NULL};
  wlp_client *client = client_in(WLP_ENCODING_UTF8);
  wlp_area_list *list = NULL;
  int told;
  check_in("the log");
  check(wlp_set_log(on_line, &count, WLP_LOG_DEBUG, WLP_ENCODING_UTF8, NULL) == WLP_OK, "wlp_set_log");
  check(wlp_info_areas(client, &list, NULL) == WLP_OK, "wlp_info_areas");
  wlp_area_list_free(list);
  check(count.good > 0, "lines about the call");
  check(wlp_set_log(NULL, NULL, 0, WLP_ENCODING_UTF8, NULL) == WLP_OK, "wlp_set_log(NULL)");
  told = count.calls;
  check(wlp_info_areas(client, &list, NULL) == WLP_OK, "wlp_info_areas");
  wlp_area_list_free(list);
  check(count.calls == told, "silent again");
  wlp_client_free(client);
}

static void test_generic(void) {
  wlp_client *client = client_in(WLP_ENCODING_UTF8);
  wlp_text_answer *answer = NULL;
  wlp_error *error = NULL;
  waiting wait = WAITING_INIT, raw = WAITING_INIT;
  check_in("calls without types");
  check(wlp_call_json(client, "info.areas", NULL, &answer, NULL) == WLP_OK, "wlp_call_json");
  check(strncmp(wlp_text_answer_value(answer), "[{\"areaId\":\"", 12) == 0, wlp_text_answer_value(answer));
  check(strcmp(wlp_response_code(wlp_text_answer_response(answer)), "0000") == 0, "code");
  check(wlp_response_attempts(wlp_text_answer_response(answer)) == 1, "attempts");
  wlp_text_answer_free(answer);
  check(wlp_call_tolerant(client, "passport.get", "{\"plate_number\":\"粤B871UY\"}", &answer, NULL) == WLP_OK, "tolerant");
  wlp_text_answer_free(answer);
  check(wlp_call_raw(client, "GET", "/info/areas", NULL, &answer, NULL) == WLP_OK, "wlp_call_raw");
  check(wlp_text_answer_value(answer)[0] == '[', "its content");
  wlp_text_answer_free(answer);
  answer = NULL;
  check(wlp_call_json(client, "info.nothing", NULL, &answer, &error) == WLP_VALIDATION && answer == NULL, "unknown");
  check(strcmp(wlp_error_rule(error), "unknown") == 0, "rule");
  wlp_error_free(error);
  check(wlp_call_tolerant_async(client, "info.areas", NULL, on_text_answer, &wait, NULL, NULL) == WLP_OK, "async");
  check(wlp_call_raw_async(client, "GET", "/info/areas", NULL, on_text_answer, &raw, NULL, NULL) == WLP_OK, "async");
  waiting_wait(&wait);
  waiting_wait(&raw);
  check(wait.status == WLP_OK && raw.status == WLP_OK, "both succeed");
  wlp_text_answer_free((wlp_text_answer *)wait.answer);
  wlp_text_answer_free((wlp_text_answer *)raw.answer);
  wlp_client_free(client);
}

/* A program made for an older library knows fewer fields. */
static void test_older_struct(void) {
  wlp_client *client = client_in(WLP_ENCODING_UTF8);
  wlp_passport_query_request request = WLP_PASSPORT_QUERY_REQUEST_INIT;
  wlp_passport_list *list = NULL;
  check_in("a struct of an older header");
  request.passport_type = wlp_some(1);
  request.length.given = 7; /* beyond what it says that it has */
  request.struct_size = offsetof(wlp_passport_query_request, length);
  check(wlp_passport_query(client, &request, &list, NULL) == WLP_OK, "fields beyond its size are absent");
  wlp_passport_list_free(list);
  wlp_client_free(client);
}

int main(void) {
  control_url = getenv("WELINKPARK_CONTROL_URL");
  if (control_url == NULL) {
    fprintf(stderr, "usage: welinkpark sandbox -- behaviour\n");
    return 2;
  }
  test_null();
  test_config();
  test_money();
  test_encoding();
  test_generic();
  test_older_struct();
  test_callbacks();
  test_threads();
  test_log();
  return check_end("behaviour");
}
