/* JSON for the tests: read, compare, written again. Numbers keep their literal. */

#ifndef TESTS_JSON_H
#define TESTS_JSON_H

#include <stddef.h>

typedef enum { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT } json_kind;

typedef struct json {
  json_kind kind;
  char *text;           /* of a string, decoded; of a number, its literal */
  size_t length;        /* of a string, in bytes: it may contain U+0000 */
  char *name;           /* of a member */
  struct json *first;   /* items or members */
  struct json *next;
  int used;             /* for those who look whether all members were */
} json;

/* Text that grows. */
typedef struct {
  char *text;
  size_t length, room;
} buffer;

void put(buffer *out, const char *text);
void put_bytes(buffer *out, const char *bytes, size_t length);
void put_quoted(buffer *out, const char *text, size_t length);
const char *buffer_text(const buffer *out);
void buffer_free(buffer *out);

json *json_parse(const char *text);
json *json_file(const char *path);
void json_free(json *value);
json *json_get(const json *object, const char *name);
/* The part that a JSON pointer names, or NULL. */
const json *json_at(const json *value, const char *pointer);
size_t json_length(const json *value);
const char *json_string(const json *object, const char *name);
void json_write(buffer *out, const json *value);
int json_equal(const json *left, const json *right);

#endif
