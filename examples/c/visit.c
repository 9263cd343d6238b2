/* A car's visit: free spaces, arrival, bill, payment, exit, and the records that it leaves.
 *
 * Run it against the sandbox, which plays the park and its gates: welinkpark sandbox -- ./visit
 */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <welinkpark.h>

#include "park.h"

#define PLATE "粤B98123"
#define AT(lane) "{\"lane_id\": " lane ", \"plate_number\": \"" PLATE "\"}"

static wlp_error *error = NULL;

/* Ends the program if a call failed: the report says what is known about it. */
static void expect(wlp_status status) {
  if (status == WLP_OK) return;
  fprintf(stderr, "%s\n", wlp_error_report(error));
  wlp_error_free(error);
  exit(1);
}

static void park(const char *what, const char *action, const char *body) {
  if (park_control(what, action, body) != 0) exit(1);
}

static void show_free_spaces(const wlp_client *client) {
  wlp_area_list *areas = NULL;
  wlp_area_space_list *spaces = NULL;
  size_t i, j;
  expect(wlp_info_areas(client, &areas, &error));
  expect(wlp_info_space(client, &spaces, &error));
  for (i = 0; i < wlp_area_space_list_len(spaces); i++) {
    const wlp_area_space_data *space = wlp_area_space_list_at(spaces, i);
    for (j = 0; j < wlp_area_list_len(areas); j++) {
      const wlp_area_data *area = wlp_area_list_at(areas, j);
      if (wlp_area_data_area_id(area) == wlp_area_space_data_area_id(space))
        printf("%s: %" PRId64 " of %" PRId64 " spaces free\n", wlp_area_data_area_name(area),
               wlp_area_space_data_free_space(space), wlp_area_space_data_total_space(space));
    }
  }
  wlp_area_space_list_free(spaces);
  wlp_area_list_free(areas);
}

static void show_parking(const wlp_client *client) {
  wlp_passrecord_query_on_parking_records_request request = WLP_PASSRECORD_QUERY_ON_PARKING_RECORDS_REQUEST_INIT;
  wlp_on_parking_record_list *records = NULL;
  size_t i;
  expect(wlp_passrecord_query_on_parking_records(client, &request, &records, &error));
  for (i = 0; i < wlp_on_parking_record_list_len(records); i++) {
    const wlp_on_parking_record_data *record = wlp_on_parking_record_list_at(records, i);
    printf("on parking: %s since %s through %s\n", wlp_on_parking_record_data_plate_number(record),
           wlp_on_parking_record_data_time(record), wlp_on_parking_record_data_lane_name(record));
  }
  wlp_on_parking_record_list_free(records);
}

static void pay(const wlp_client *client) {
  wlp_pay_query_tmp_rent_bill_request question = WLP_PAY_QUERY_TMP_RENT_BILL_REQUEST_INIT;
  wlp_pay_pay_tmp_rent_bill_request payment = WLP_PAY_PAY_TMP_RENT_BILL_REQUEST_INIT;
  wlp_tmp_rent_bill_answer *answer = NULL;
  const wlp_tmp_rent_bill_data *bill;
  int64_t fen = 0;
  question.plate_number = PLATE;
  question.user_id = "demo-user";
  expect(wlp_pay_query_tmp_rent_bill(client, &question, &answer, &error));
  bill = wlp_tmp_rent_bill_answer_value(answer);
  expect(wlp_money_to_fen(wlp_tmp_rent_bill_data_money(bill), &fen, &error));
  printf("bill: %s yuan (%" PRId64 " fen) for %" PRId64 " minutes\n", wlp_tmp_rent_bill_data_money(bill), fen,
         wlp_tmp_rent_bill_data_minutes(bill).value);

  /* The payment app has collected the money; now the platform is told. This is never sent twice. */
  payment.plate_number = PLATE;
  payment.pay_token = wlp_tmp_rent_bill_data_pay_token(bill);
  expect(wlp_pay_pay_tmp_rent_bill(client, &payment, &error));
  printf("paid\n");
  wlp_tmp_rent_bill_answer_free(answer);
}

static void show_records(const wlp_client *client) {
  wlp_passrecord_query_car_records_request passes = WLP_PASSRECORD_QUERY_CAR_RECORDS_REQUEST_INIT;
  wlp_parking_fee_query_tmp_rent_records_request fees = WLP_PARKING_FEE_QUERY_TMP_RENT_RECORDS_REQUEST_INIT;
  wlp_car_record_list *pass_list = NULL;
  wlp_tmp_rent_record_list *fee_list = NULL;
  char start[20], end[20];
  size_t i;
  park_time(start, -3600);
  park_time(end, 4 * 3600); /* the sandbox's clock is ahead of ours by what was let pass */
  passes.start_time = fees.start_time = start;
  passes.end_time = fees.end_time = end;
  passes.keyword = fees.keyword = PLATE;
  expect(wlp_passrecord_query_car_records(client, &passes, &pass_list, &error));
  for (i = 0; i < wlp_car_record_list_len(pass_list); i++) {
    const wlp_car_record_data *record = wlp_car_record_list_at(pass_list, i);
    printf("pass: %s %s at %s\n", wlp_car_record_data_time(record),
           wlp_car_record_data_direction(record) == WLP_DIRECTION_ENTRY ? "in" : "out",
           wlp_car_record_data_lane_name(record));
  }
  expect(wlp_parking_fee_query_tmp_rent_records(client, &fees, &fee_list, &error));
  for (i = 0; i < wlp_tmp_rent_record_list_len(fee_list); i++) {
    const wlp_tmp_rent_record_data *record = wlp_tmp_rent_record_list_at(fee_list, i);
    printf("fee: %s of %s yuan\n", wlp_tmp_rent_record_data_real_fee(record),
           wlp_tmp_rent_record_data_parking_fee(record));
  }
  wlp_car_record_list_free(pass_list);
  wlp_tmp_rent_record_list_free(fee_list);
}

int main(void) {
  wlp_client *client = NULL;

  /* Credentials and address come from WELINKPARK_APP_ID, _SECRET_KEY, _PARK_ID and _BASE_URL. */
  expect(wlp_client_new(NULL, &client, &error));
  show_free_spaces(client);
  park(PLATE " arrives", "vehicles/arrive", AT("3150432953492101"));
  show_parking(client);
  park("two hours pass", "clock", "{\"advance_seconds\": 7200}");
  pay(client);
  park(PLATE " leaves", "vehicles/leave", AT("3150432953492102"));
  show_records(client);
  show_free_spaces(client);
  wlp_client_free(client);
  return 0;
}
