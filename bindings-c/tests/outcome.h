/* What a runner tells of a vector or case, for `make conformance`: a line of JSON in the file that WELINKPARK_OUTCOMES names.
   tests/README.md describes it. */

#ifndef TESTS_OUTCOME_H
#define TESTS_OUTCOME_H

/* A vector or case of `file` ("visit.json" of folder "cases") begins. */
void outcome_begin(const char *language, const char *folder, const char *file, const char *name);
/* What the library made of it: a text or nothing, or JSON; in the order of these calls. */
void outcome_text(const char *seen);
void outcome_json(const char *seen);
/* The answer of the sandbox to GET /requests. */
void outcome_requests(const char *log);
/* It ends: passed if no check has failed since it began. */
void outcome_end(void);
/* Nothing is told of it. */
void outcome_forget(void);
/* It cannot be run here. */
void outcome_skip(void);

#endif
