/* What the demo's team sells, to whom, and how people answer. All names are invented. */
#pragma once

#include <glib.h>

typedef struct {
    const char *email, *name, *role, *zone;
} DemoUser;
extern const DemoUser DEMO_USERS[];
extern const gsize DEMO_USER_COUNT;

/* Sequence files, as a user would write them. */
extern const char *const DEMO_SEQUENCES[];
extern const char *const DEMO_SEQUENCE_NAMES[];
extern const gsize DEMO_SEQUENCE_COUNT;

/* The library: what the steps bring, by the key they name. NULL: for everybody, at any time. */
typedef struct {
    const char *key, *title, *says, *persona, *stage;
} DemoPoint;
extern const DemoPoint DEMO_POINTS[];
extern const gsize DEMO_POINT_COUNT;
typedef struct {
    const char *key, *title, *url, *kind, *value_point;
} DemoAsset;
extern const DemoAsset DEMO_ASSETS[];
extern const gsize DEMO_ASSET_COUNT;

extern const char *const DEMO_FIRST_NAMES[], *const DEMO_LAST_NAMES[], *const DEMO_TITLES[];
extern const gsize DEMO_FIRST_NAME_COUNT, DEMO_LAST_NAME_COUNT, DEMO_TITLE_COUNT;

typedef struct {
    const char *name, *domain, *country, *city, *phone_prefix;
} DemoCompany;
extern const DemoCompany DEMO_COMPANIES[];
extern const gsize DEMO_COMPANY_COUNT;

/* Answers by mail. */
extern const char *const DEMO_ANSWERS[];
extern const gsize DEMO_ANSWER_COUNT;
/* What a rep notes after a call, by outcome name. */
typedef struct {
    const char *outcome;
    int weight;
    const char *note;
} DemoCall;
extern const DemoCall DEMO_CALLS[];
extern const gsize DEMO_CALL_COUNT;
