#include "json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *get(size_t size) {
  void *memory = calloc(1, size);
  if (memory == NULL) abort();
  return memory;
}

void put_bytes(buffer *out, const char *bytes, size_t length) {
  if (out->length + length + 1 > out->room) {
    out->room = (out->length + length + 1) * 2;
    out->text = (char *)realloc(out->text, out->room);
    if (out->text == NULL) abort();
  }
  memcpy(out->text + out->length, bytes, length);
  out->length += length;
  out->text[out->length] = '\0';
}

void put(buffer *out, const char *text) { put_bytes(out, text, strlen(text)); }

void put_quoted(buffer *out, const char *text, size_t length) {
  static const char plain[] = "\b\f\n\r\t\"\\", letters[] = "bfnrt\"\\";
  size_t index;
  put(out, "\"");
  for (index = 0; index < length; index++) {
    unsigned char c = (unsigned char)text[index];
    const char *found = c == 0 ? NULL : strchr(plain, c);
    char escaped[8];
    if (found != NULL)
      snprintf(escaped, sizeof escaped, "\\%c", letters[found - plain]);
    else if (c < 0x20)
      snprintf(escaped, sizeof escaped, "\\u%04x", (unsigned)c);
    else
      snprintf(escaped, sizeof escaped, "%c", c);
    put(out, escaped);
  }
  put(out, "\"");
}

const char *buffer_text(const buffer *out) { return out->text == NULL ? "" : out->text; }

void buffer_free(buffer *out) {
  free(out->text);
  memset(out, 0, sizeof *out);
}

static void blanks(const char **at) {
  while (**at == ' ' || **at == '\n' || **at == '\t' || **at == '\r') (*at)++;
}

static void put_code(buffer *out, unsigned long code) {
  char bytes[4];
  if (code < 0x80) {
    bytes[0] = (char)code;
    put_bytes(out, bytes, 1);
  } else if (code < 0x800) {
    bytes[0] = (char)(0xc0 | (code >> 6));
    bytes[1] = (char)(0x80 | (code & 0x3f));
    put_bytes(out, bytes, 2);
  } else if (code < 0x10000) {
    bytes[0] = (char)(0xe0 | (code >> 12));
    bytes[1] = (char)(0x80 | ((code >> 6) & 0x3f));
    bytes[2] = (char)(0x80 | (code & 0x3f));
    put_bytes(out, bytes, 3);
  } else {
    bytes[0] = (char)(0xf0 | (code >> 18));
    bytes[1] = (char)(0x80 | ((code >> 12) & 0x3f));
    bytes[2] = (char)(0x80 | ((code >> 6) & 0x3f));
    bytes[3] = (char)(0x80 | (code & 0x3f));
    put_bytes(out, bytes, 4);
  }
}

static unsigned long hex4(const char *at) {
  char digits[5] = {0};
  memcpy(digits, at, 4);
  return strtoul(digits, NULL, 16);
}

static int text_of(const char **at, char **text, size_t *length) {
  buffer out = {0};
  put(&out, "");
  for ((*at)++; **at != '"'; (*at)++) {
    if (**at == '\0') return 0;
    if (**at != '\\') {
      put_bytes(&out, *at, 1);
      continue;
    }
    (*at)++;
    switch (**at) {
      case 'b': put(&out, "\b"); break;
      case 'f': put(&out, "\f"); break;
      case 'n': put(&out, "\n"); break;
      case 'r': put(&out, "\r"); break;
      case 't': put(&out, "\t"); break;
      case 'u': {
        unsigned long code = hex4(*at + 1);
        *at += 4;
        if (code >= 0xd800 && code < 0xdc00 && (*at)[1] == '\\' && (*at)[2] == 'u') {
          code = 0x10000 + ((code - 0xd800) << 10) + (hex4(*at + 3) - 0xdc00);
          *at += 6;
        }
        put_code(&out, code);
        break;
      }
      default: put_bytes(&out, *at, 1);
    }
  }
  (*at)++;
  *text = out.text;
  *length = out.length;
  return 1;
}

static json *value_of(const char **at) {
  json *value = (json *)get(sizeof *value), **tail = &value->first;
  blanks(at);
  if (**at == '"') {
    value->kind = JSON_STRING;
    if (text_of(at, &value->text, &value->length)) return value;
  } else if (**at == '[' || **at == '{') {
    char end = **at == '[' ? ']' : '}';
    value->kind = end == ']' ? JSON_ARRAY : JSON_OBJECT;
    (*at)++;
    blanks(at);
    while (**at != end) {
      char *name = NULL;
      size_t length;
      if (end == '}') {
        if (**at != '"' || !text_of(at, &name, &length)) break;
        blanks(at);
        if (*(*at)++ != ':') break;
      }
      *tail = value_of(at);
      if (*tail == NULL) {
        free(name);
        break;
      }
      (*tail)->name = name;
      tail = &(*tail)->next;
      blanks(at);
      if (**at == ',') {
        (*at)++;
        blanks(at);
      } else if (**at != end) {
        break;
      }
    }
    if (**at == end) {
      (*at)++;
      return value;
    }
  } else if (strncmp(*at, "null", 4) == 0 || strncmp(*at, "true", 4) == 0) {
    value->kind = **at == 'n' ? JSON_NULL : JSON_TRUE;
    *at += 4;
    return value;
  } else if (strncmp(*at, "false", 5) == 0) {
    value->kind = JSON_FALSE;
    *at += 5;
    return value;
  } else {
    size_t length = strspn(*at, "+-.0123456789eE");
    if (length > 0) {
      value->kind = JSON_NUMBER;
      value->text = (char *)get(length + 1);
      memcpy(value->text, *at, length);
      *at += length;
      return value;
    }
  }
  json_free(value);
  return NULL;
}

json *json_parse(const char *text) {
  json *value = value_of(&text);
  blanks(&text);
  if (value != NULL && *text != '\0') {
    json_free(value);
    return NULL;
  }
  return value;
}

json *json_file(const char *path) {
  FILE *file = fopen(path, "rb");
  buffer text = {0};
  char part[4096];
  size_t length;
  json *value;
  if (file == NULL) return NULL;
  while ((length = fread(part, 1, sizeof part, file)) > 0) put_bytes(&text, part, length);
  fclose(file);
  value = json_parse(buffer_text(&text));
  buffer_free(&text);
  return value;
}

void json_free(json *value) {
  while (value != NULL) {
    json *next = value->next;
    json_free(value->first);
    free(value->text);
    free(value->name);
    free(value);
    value = next;
  }
}

json *json_get(const json *object, const char *name) {
  json *member;
  if (object == NULL || object->kind != JSON_OBJECT) return NULL;
  for (member = object->first; member != NULL; member = member->next)
    if (strcmp(member->name, name) == 0) return member;
  return NULL;
}

const json *json_at(const json *value, const char *pointer) {
  while (value != NULL && pointer != NULL && *pointer == '/') {
    char part[100];
    size_t length = strcspn(++pointer, "/");
    snprintf(part, sizeof part, "%.*s", (int)length, pointer);
    pointer += length;
    if (value->kind == JSON_ARRAY) {
      unsigned long index = strtoul(part, NULL, 10);
      for (value = value->first; value != NULL && index > 0; index--) value = value->next;
    } else {
      value = json_get(value, part);
    }
  }
  return value;
}

size_t json_length(const json *value) {
  size_t length = 0;
  const json *item;
  for (item = value->first; item != NULL; item = item->next) length++;
  return length;
}

const char *json_string(const json *object, const char *name) {
  const json *member = json_get(object, name);
  return member == NULL || member->kind != JSON_STRING ? NULL : member->text;
}

void json_write(buffer *out, const json *value) {
  static const char *const words[] = {"null", "false", "true"};
  const json *item;
  switch (value->kind) {
    case JSON_NULL:
    case JSON_FALSE:
    case JSON_TRUE: put(out, words[value->kind]); break;
    case JSON_NUMBER: put(out, value->text); break;
    case JSON_STRING: put_quoted(out, value->text, value->length); break;
    case JSON_ARRAY:
    case JSON_OBJECT:
      put(out, value->kind == JSON_ARRAY ? "[" : "{");
      for (item = value->first; item != NULL; item = item->next) {
        if (item != value->first) put(out, ",");
        if (item->name != NULL && value->kind == JSON_OBJECT) {
          put_quoted(out, item->name, strlen(item->name));
          put(out, ":");
        }
        json_write(out, item);
      }
      put(out, value->kind == JSON_ARRAY ? "]" : "}");
  }
}

int json_equal(const json *left, const json *right) {
  buffer a = {0}, b = {0};
  int equal;
  json_write(&a, left);
  json_write(&b, right);
  equal = a.length == b.length && memcmp(buffer_text(&a), buffer_text(&b), a.length) == 0;
  buffer_free(&a);
  buffer_free(&b);
  return equal;
}
