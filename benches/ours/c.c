/* welinkpark in C: `c blocking|callbacks BASE_URL …`. Many blocking calls at a time are made by as many threads. */
#include <stdatomic.h>
#include <welinkpark.h>

#include "harness.h"

static struct bench_case bench;
static wlp_client *client;

/* What is shared by the calls of one round. */
static atomic_size_t left;
static atomic_size_t ended;
static uint64_t *taken;

static void expect(wlp_status status, wlp_error *error) {
    if (status != WLP_OK)
        bench_fail(wlp_error_report(error));
}

static void look_at_cars(wlp_car_record_list *list) {
    size_t records = 0;
    for (size_t index = 0; index < wlp_car_record_list_len(list); index++)
        records += strncmp(wlp_car_record_data_plate_number(wlp_car_record_list_at(list, index)), "粤B", 4) == 0;
    wlp_car_record_list_free(list);
    bench_check(&bench, records);
}

static void look_at_areas(wlp_area_list *list) {
    size_t records = 0;
    for (size_t index = 0; index < wlp_area_list_len(list); index++)
        records += strncmp(wlp_area_data_area_name(wlp_area_list_at(list, index)), "地面", 6) == 0;
    wlp_area_list_free(list);
    bench_check(&bench, records);
}

static wlp_passrecord_query_car_records_request period(void) {
    wlp_passrecord_query_car_records_request request = WLP_PASSRECORD_QUERY_CAR_RECORDS_REQUEST_INIT;
    request.start_time = "2017-08-01 00:00:00";
    request.end_time = "2017-08-31 23:59:59";
    request.length = wlp_some(1000);
    return request;
}

static void call(void) {
    wlp_error *error = NULL;
    if (bench.cars) {
        wlp_passrecord_query_car_records_request request = period();
        wlp_car_record_list *list = NULL;
        expect(wlp_passrecord_query_car_records(client, &request, &list, &error), error);
        look_at_cars(list);
    } else {
        wlp_area_list *list = NULL;
        expect(wlp_info_areas(client, &list, &error), error);
        look_at_areas(list);
    }
}

static bool take(void) {
    size_t before = atomic_load(&left);
    while (before && !atomic_compare_exchange_weak(&left, &before, before - 1)) {
    }
    return before > 0;
}

static void *work(void *unused) {
    (void)unused;
    while (take()) {
        uint64_t begun = bench_now();
        call();
        taken[atomic_fetch_add(&ended, 1)] = bench_now() - begun;
    }
    return NULL;
}

static void in_threads(void) {
    pthread_t threads[64];
    for (size_t index = 0; index < bench.concurrency; index++)
        if (pthread_create(&threads[index], NULL, work, NULL) != 0)
            bench_fail("no thread");
    for (size_t index = 0; index < bench.concurrency; index++)
        pthread_join(threads[index], NULL);
}

/* One of the calls that are under way at a time. */
struct slot {
    uint64_t begun;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all_ended = PTHREAD_COND_INITIALIZER;
static size_t active;

static void begin(struct slot *slot);

static void conclude(struct slot *slot) {
    taken[atomic_fetch_add(&ended, 1)] = bench_now() - slot->begun;
    begin(slot);
}

static void cars_came(void *slot, wlp_status status, wlp_car_record_list *list, wlp_error *error) {
    expect(status, error);
    look_at_cars(list);
    conclude(slot);
}

static void areas_came(void *slot, wlp_status status, wlp_area_list *list, wlp_error *error) {
    expect(status, error);
    look_at_areas(list);
    conclude(slot);
}

static void begin(struct slot *slot) {
    wlp_error *error = NULL;
    if (!take()) {
        pthread_mutex_lock(&lock);
        if (--active == 0)
            pthread_cond_signal(&all_ended);
        pthread_mutex_unlock(&lock);
        return;
    }
    slot->begun = bench_now();
    if (bench.cars) {
        wlp_passrecord_query_car_records_request request = period();
        expect(wlp_passrecord_query_car_records_async(client, &request, cars_came, slot, NULL, &error), error);
    } else {
        expect(wlp_info_areas_async(client, areas_came, slot, NULL, &error), error);
    }
}

static void with_callbacks(void) {
    struct slot slots[64];
    active = bench.concurrency;
    for (size_t index = 0; index < bench.concurrency; index++)
        begin(&slots[index]);
    pthread_mutex_lock(&lock);
    while (active)
        pthread_cond_wait(&all_ended, &lock);
    pthread_mutex_unlock(&lock);
}

int main(int count, char **arguments) {
    if (count != 7)
        bench_fail("six arguments");
    bench = bench_from_arguments(arguments + 2);
    if (bench.concurrency > 64)
        bench_fail("at most 64 calls at a time");
    wlp_config config = WLP_CONFIG_INIT;
    config.app_id = APP_ID;
    config.secret_key = SECRET_KEY;
    config.park_id = PARK_ID;
    config.base_url = bench.base_url;
    config.encrypt = wlp_some(bench.encrypt);
    wlp_error *error = NULL;
    expect(wlp_client_new(&config, &client, &error), error);
    bool callbacks = strcmp(arguments[1], "callbacks") == 0;
    for (size_t calls; (calls = bench_next());) {
        taken = bench_times(calls);
        atomic_store(&left, calls);
        atomic_store(&ended, 0);
        if (callbacks)
            with_callbacks();
        else if (bench.concurrency == 1)
            work(NULL);
        else
            in_threads();
        bench_tell(taken, calls);
        free(taken);
    }
    wlp_client_free(client);
    return 0;
}
