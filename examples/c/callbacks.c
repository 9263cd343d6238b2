/* A car's visit with callbacks: each answer starts the next call, and main only waits for the end.
 *
 * Run it against the sandbox: welinkpark sandbox -- ./callbacks
 */

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <welinkpark.h>

#include "park.h"

#define PLATE "粤B98123"
#define AT(lane) "{\"lane_id\": " lane ", \"plate_number\": \"" PLATE "\"}"

/* What the callbacks share. They come one after the other, on one thread; main waits for `ended`. */
typedef struct {
  wlp_client *client;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  int ended;
  int result;
} visit;

static void on_spaces(void *context, wlp_status status, wlp_area_space_list *spaces, wlp_error *error);
static void on_parking(void *context, wlp_status status, wlp_on_parking_record_list *records, wlp_error *error);
static void on_bill(void *context, wlp_status status, wlp_tmp_rent_bill_answer *answer, wlp_error *error);
static void on_paid(void *context, wlp_status status, wlp_error *error);
static void on_fees(void *context, wlp_status status, wlp_tmp_rent_record_list *fees, wlp_error *error);

static void end(visit *self, int result) {
  pthread_mutex_lock(&self->lock);
  self->ended = 1;
  self->result = result;
  pthread_cond_signal(&self->changed);
  pthread_mutex_unlock(&self->lock);
}

/* Whether to go on. The error of a callback is the callback's to free. */
static int good(visit *self, wlp_status status, wlp_error *error) {
  if (status == WLP_OK) return 1;
  fprintf(stderr, "%s\n", wlp_error_report(error));
  wlp_error_free(error);
  end(self, 1);
  return 0;
}

static void on_spaces(void *context, wlp_status status, wlp_area_space_list *spaces, wlp_error *error) {
  visit *self = (visit *)context;
  wlp_passrecord_query_on_parking_records_request request = WLP_PASSRECORD_QUERY_ON_PARKING_RECORDS_REQUEST_INIT;
  wlp_error *refused = NULL;
  size_t i;
  if (!good(self, status, error)) return;
  for (i = 0; i < wlp_area_space_list_len(spaces); i++) {
    const wlp_area_space_data *space = wlp_area_space_list_at(spaces, i);
    printf("area %" PRId64 ": %" PRId64 " of %" PRId64 " spaces free\n", wlp_area_space_data_area_id(space),
           wlp_area_space_data_free_space(space), wlp_area_space_data_total_space(space));
  }
  wlp_area_space_list_free(spaces);
  if (park_control(PLATE " arrives", "vehicles/arrive", AT("3150432953492101")) != 0) {
    end(self, 1);
    return;
  }
  status = wlp_passrecord_query_on_parking_records_async(self->client, &request, on_parking, self, NULL, &refused);
  good(self, status, refused);
}

static void on_parking(void *context, wlp_status status, wlp_on_parking_record_list *records, wlp_error *error) {
  visit *self = (visit *)context;
  wlp_pay_query_tmp_rent_bill_request request = WLP_PAY_QUERY_TMP_RENT_BILL_REQUEST_INIT;
  wlp_error *refused = NULL;
  if (!good(self, status, error)) return;
  printf("%zu vehicle on parking\n", wlp_on_parking_record_list_len(records));
  wlp_on_parking_record_list_free(records);
  if (park_control("two hours pass", "clock", "{\"advance_seconds\": 7200}") != 0) {
    end(self, 1);
    return;
  }
  request.plate_number = PLATE;
  request.user_id = "demo-user";
  status = wlp_pay_query_tmp_rent_bill_async(self->client, &request, on_bill, self, NULL, &refused);
  good(self, status, refused);
}

static void on_bill(void *context, wlp_status status, wlp_tmp_rent_bill_answer *answer, wlp_error *error) {
  visit *self = (visit *)context;
  wlp_pay_pay_tmp_rent_bill_request request = WLP_PAY_PAY_TMP_RENT_BILL_REQUEST_INIT;
  const wlp_tmp_rent_bill_data *bill;
  wlp_error *refused = NULL;
  if (!good(self, status, error)) return;
  bill = wlp_tmp_rent_bill_answer_value(answer);
  printf("bill: %s yuan for %" PRId64 " minutes\n", wlp_tmp_rent_bill_data_money(bill),
         wlp_tmp_rent_bill_data_minutes(bill).value);
  request.plate_number = PLATE;
  request.pay_token = wlp_tmp_rent_bill_data_pay_token(bill);
  status = wlp_pay_pay_tmp_rent_bill_async(self->client, &request, on_paid, self, NULL, &refused);
  wlp_tmp_rent_bill_answer_free(answer); /* the library has copied the token */
  good(self, status, refused);
}

static void on_paid(void *context, wlp_status status, wlp_error *error) {
  visit *self = (visit *)context;
  wlp_parking_fee_query_tmp_rent_records_request request = WLP_PARKING_FEE_QUERY_TMP_RENT_RECORDS_REQUEST_INIT;
  char start[20], finish[20];
  wlp_error *refused = NULL;
  if (!good(self, status, error)) return;
  printf("paid\n");
  if (park_control(PLATE " leaves", "vehicles/leave", AT("3150432953492102")) != 0) {
    end(self, 1);
    return;
  }
  park_time(start, -3600);
  park_time(finish, 4 * 3600);
  request.start_time = start;
  request.end_time = finish;
  request.keyword = PLATE;
  status = wlp_parking_fee_query_tmp_rent_records_async(self->client, &request, on_fees, self, NULL, &refused);
  good(self, status, refused);
}

static void on_fees(void *context, wlp_status status, wlp_tmp_rent_record_list *fees, wlp_error *error) {
  visit *self = (visit *)context;
  size_t i;
  if (!good(self, status, error)) return;
  for (i = 0; i < wlp_tmp_rent_record_list_len(fees); i++) {
    const wlp_tmp_rent_record_data *record = wlp_tmp_rent_record_list_at(fees, i);
    printf("fee: %s of %s yuan\n", wlp_tmp_rent_record_data_real_fee(record),
           wlp_tmp_rent_record_data_parking_fee(record));
  }
  wlp_tmp_rent_record_list_free(fees);
  end(self, 0);
}

int main(void) {
  visit self = {NULL, PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, 0};
  wlp_error *error = NULL;
  if (!good(&self, wlp_client_new(NULL, &self.client, &error), error)) return 1;
  if (good(&self, wlp_info_space_async(self.client, on_spaces, &self, NULL, &error), error)) {
    pthread_mutex_lock(&self.lock);
    while (!self.ended) pthread_cond_wait(&self.changed, &self.lock);
    pthread_mutex_unlock(&self.lock);
  }
  wlp_client_free(self.client);
  return self.result;
}
