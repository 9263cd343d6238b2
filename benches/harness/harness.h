/* What all clients written in C share; harness.rs says how the driver uses them. */
#ifndef BENCH_HARNESS_H
#define BENCH_HARNESS_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The document's sample credentials. */
#define APP_ID "289efb7512e54146273b982456b03f42ea93"
#define SECRET_KEY "27a06832a2214a4fa3b7105e4a72d370"
#define PARK_ID "10001088"

struct bench_case {
    const char *base_url;
    bool cars;
    size_t concurrency;
    bool encrypt;
    size_t count;
};

static inline void bench_fail(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static inline struct bench_case bench_from_arguments(char **arguments) {
    return (struct bench_case){
        .base_url = arguments[0],
        .cars = strcmp(arguments[1], "cars") == 0,
        .concurrency = strtoul(arguments[2], NULL, 10),
        .encrypt = strcmp(arguments[3], "1") == 0,
        .count = strtoul(arguments[4], NULL, 10),
    };
}

static inline void bench_check(const struct bench_case *bench, size_t records) {
    if (records != bench->count)
        bench_fail("an answer has not all its records");
}

static inline uint64_t bench_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

/* The next number of calls to make; 0 at the end. */
static inline size_t bench_next(void) {
    char line[32];
    return fgets(line, sizeof line, stdin) ? strtoul(line, NULL, 10) : 0;
}

static inline void bench_tell(const uint64_t *taken, size_t calls) {
    for (size_t call = 0; call < calls; call++)
        printf("%llu ", (unsigned long long)taken[call]);
    printf("\n");
    fflush(stdout);
}

static inline uint64_t *bench_times(size_t calls) {
    uint64_t *taken = calloc(calls, sizeof *taken);
    if (!taken)
        bench_fail("no memory");
    return taken;
}

#endif
