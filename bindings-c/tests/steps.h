/* Steps of cases, shared by those who run files of them; tests/cases/README.md describes them. */

#ifndef TESTS_STEPS_H
#define TESTS_STEPS_H

#include "typed.h"

/* The sandbox's control API. */
extern const char *control_url;

/* Which functions are used: typed ones blocking, typed ones with callbacks, those with JSON; a flow's `run`. */
enum { BLOCKING, CALLBACKS, AS_JSON };
extern int mode;

/* Values saved in a case, as JSON. `name` has to live until `forget_all`. */
void remember(const char *name, const char *text);
void forget_all(void);
/* A copy with the saved values in their places. */
json *resolved(const json *value);
int matches(const json *found, const json *expected);
/* `found` matches what the step has under `key`; what it saves is saved. */
void judge(const json *step, const char *key, const char *found);
wlp_optional setting(const json *options, const char *name);
wlp_client *client_of(const json *options);
/* An error as the cases describe it. */
void describe(buffer *out, wlp_status status, const wlp_error *error);

void control(const char *request, const json *body, const json *step);
/* As every case begins: the seeded park, the clock stopped. */
void fresh_park(void);
/* Calls the endpoint's typed function, unless the parameters are what no struct can carry; the answer as JSON. */
wlp_status make(const wlp_client *client, const char *endpoint, json *params, buffer *out, wlp_error **error);
void call(const wlp_client *client, const json *step);
void look(const json *step);
void walk(const wlp_client *client, const json *step);
void ask(const wlp_client *client, const json *step);

/* Every endpoint has been called through its typed function; how many were. */
size_t check_all_called(void);

#endif
