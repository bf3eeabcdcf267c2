/* See audit_rules.h. */
#include "app/audit_rules.h"

#define SURE 0.7
#define SOME 0.3
#define MOST_KINDS 40
#define LONGEST_ID 40 /* mean bytes */

#define H(word) HEAD(word)

/* Dates of something else than what a row is about. */
#define LATER (H(CHANGED) | H(LAST) | H(DUE) | H(DONE) | H(NEXT) | H(END) | H(OTHER) | H(WATCHED))
#define NOBODY (H(COMPANY) | H(OWNER) | H(BY) | H(SOURCE) | H(OTHER) | H(DEAL) | H(MONEY))
#define WORDING (H(SUBJECT) | H(TEXT) | H(NOTE) | H(STATUS) | H(OUTCOME) | H(DIRECTION) | H(KIND))

const AuditRule AUDIT_LEAD_RULES[] = {
    { LEAD_EMAIL, H(EMAIL), 0, H(OWNER) | H(BY), VALUE_ADDRESS },
    { LEAD_FIRST_NAME, H(FIRST), 0, H(OWNER) | H(BY) | H(DATE) | WORDING, VALUE_NAME },
    { LEAD_LAST_NAME, H(LAST) | H(NAME), 0, H(OWNER) | H(BY) | H(COMPANY), VALUE_NAME },
    { LEAD_LAST_NAME, H(LAST), 0, H(PERSON) | H(DATE) | H(ACTIVITY) | WORDING | NOBODY,
      VALUE_NAME },
    { LEAD_NAME, H(PERSON) | H(NAME), 0, H(ID) | H(FIRST) | H(LAST) | NOBODY | WORDING,
      VALUE_NAME },
    { LEAD_NAME, 0, H(PERSON) | H(NAME),
      H(ID) | H(FIRST) | H(LAST) | H(EMAIL) | H(PHONE) | H(DATE) | NOBODY | WORDING, VALUE_NAME },
    { LEAD_COMPANY, H(COMPANY), 0,
      H(ID) | H(EMAIL) | H(PHONE) | H(COUNTRY) | H(PLACE) | H(SEGMENT) | H(OTHER) | H(DATE) |
          H(OWNER) | H(STATUS) | H(MONEY),
      VALUE_TEXT },
    { LEAD_MOBILE, H(MOBILE), 0, H(OWNER) | H(COMPANY), VALUE_PHONE },
    { LEAD_PHONE, 0, H(PHONE) | H(MOBILE), H(OWNER) | H(OTHER), VALUE_PHONE },
    { LEAD_ID_COLUMN, H(ID) | H(PERSON), 0, H(PHONE) | H(MOBILE) | H(PLACE) | H(DATE) | NOBODY,
      VALUE_UNIQUE },
    { LEAD_ID_COLUMN, H(ID), 0, H(PHONE) | H(MOBILE) | H(PLACE) | H(DATE) | NOBODY, VALUE_UNIQUE },
    { LEAD_CREATED, H(CREATED), 0, H(BY) | H(OWNER) | H(OTHER), VALUE_DATE },
    { LEAD_CREATED, H(DATE) | H(SOURCE), 0, LATER, VALUE_DATE },
    { LEAD_CREATED_TIME, H(CREATED) | H(CLOCK), 0, LATER, VALUE_CLOCK },
    { LEAD_CREATED_TIME, H(CLOCK), 0, LATER, VALUE_CLOCK },
    { LEAD_STATUS, H(STATUS), 0,
      H(EMAIL) | H(DATE) | H(OTHER) | H(COUNTRY) | H(PLACE) | H(CALL) | H(ACTIVITY) | H(PHONE),
      VALUE_FEW },
    { LEAD_OWNER, H(OWNER), 0,
      H(ID) | H(EMAIL) | H(DATE) | H(CREATED) | H(STATUS) | H(MONEY) | H(OTHER), VALUE_NAME },
    { LEAD_OWNER, H(OWNER), 0, H(DATE) | H(CREATED) | H(STATUS) | H(MONEY), VALUE_TEXT },
    { LEAD_SOURCE, H(SOURCE), 0, H(ID) | H(DATE) | H(OWNER), VALUE_TEXT },
    { LEAD_COUNTRY, H(COUNTRY), 0, H(PHONE) | H(DATE), VALUE_TEXT },
    { LEAD_SEGMENT, H(SEGMENT), 0, H(ID) | H(DATE) | H(OWNER), VALUE_FEW },
};
const gsize AUDIT_LEAD_RULE_COUNT = G_N_ELEMENTS(AUDIT_LEAD_RULES);

#define TIMES                                                                                  \
    (H(END) | H(DUE) | H(CREATED) | H(CHANGED) | H(NEXT) | H(WATCHED) | H(REPLY) | H(BOUNCE) | \
     H(OTHER) | H(DONE))

const AuditRule AUDIT_ACTIVITY_RULES[] = {
    { ACT_TIME, H(CLOCK), 0, H(END) | H(CREATED) | H(CHANGED) | H(NEXT), VALUE_CLOCK },
    { ACT_REPLIED, H(REPLY), 0, 0, VALUE_DATE },
    { ACT_BOUNCED, H(BOUNCE), 0, 0, VALUE_DATE },
    { ACT_NEXT, H(NEXT), 0, H(CREATED) | H(CHANGED), VALUE_DATE },
    { ACT_DUE, H(DUE), 0, H(CREATED) | H(CHANGED), VALUE_DATE },
    { ACT_AT, H(START), H(DATE) | H(CLOCK) | H(ACTIVITY) | H(MEETING) | H(CALL) | H(EMAIL), TIMES,
      VALUE_DATE },
    { ACT_AT, 0, H(DATE) | H(START) | H(CLOCK), TIMES, VALUE_DATE },
    { ACT_COMPLETED, H(DONE), 0, H(CREATED) | H(BY), VALUE_DATE },
    { ACT_CREATED, H(CREATED), 0, H(BY), VALUE_DATE },
    { ACT_DIRECTION, H(DIRECTION), 0, H(OUTCOME) | H(DATE) | H(ID), VALUE_FEW },
    { ACT_OUTCOME, H(OUTCOME), 0, H(DATE) | H(CLOCK), VALUE_FEW },
    { ACT_KIND, H(KIND), 0, H(DIRECTION) | H(PERSON) | H(COMPANY) | H(OWNER) | H(ID) | H(SOURCE),
      VALUE_KIND },
    { ACT_KIND, 0, H(ACTIVITY) | H(MESSAGE) | H(MEETING) | H(CALL) | H(SUBJECT),
      H(ID) | H(OWNER) | H(DATE) | H(OUTCOME) | H(STATUS) | H(SOURCE) | H(TEXT) | H(NOTE),
      VALUE_KIND },
    { ACT_STATUS, H(STATUS), 0, H(PERSON) | H(COMPANY) | H(DEAL) | H(PLACE) | H(OTHER), VALUE_FEW },
    { ACT_DONE, H(DONE), 0, H(DATE) | H(CLOCK) | H(BY) | H(OWNER), VALUE_FEW },
    { ACT_DURATION, H(DURATION), 0, H(DATE) | H(PERSON), VALUE_LENGTH },
    { ACT_EMAIL, H(EMAIL), 0, H(OWNER) | H(BY) | H(FROM) | H(TO), VALUE_ADDRESS },
    { ACT_EMAIL, H(PERSON), 0, H(OWNER) | H(BY) | H(FROM) | H(TO), VALUE_ADDRESS },
    { ACT_FROM, H(FROM), 0, 0, VALUE_ADDRESS },
    { ACT_TO, H(TO), 0, 0, VALUE_ADDRESS },
    { ACT_WHO, H(ID), H(PERSON) | H(RELATED), NOBODY | WORDING, VALUE_ID },
    { ACT_PHONE, 0, H(PHONE) | H(MOBILE), H(OWNER) | H(BY), VALUE_PHONE },
    { ACT_NAME, 0, H(PERSON) | H(RELATED),
      H(ID) | H(EMAIL) | H(PHONE) | H(DATE) | H(FIRST) | NOBODY | WORDING, VALUE_NAME },
    { ACT_COMPANY, H(COMPANY), 0,
      H(ID) | H(EMAIL) | H(PHONE) | H(PLACE) | H(COUNTRY) | H(OWNER) | H(DATE) | WORDING,
      VALUE_TEXT },
    { ACT_OWNER, H(OWNER), 0,
      H(ID) | H(EMAIL) | H(DATE) | H(STATUS) | H(PERSON) | H(SOURCE) | H(CREATED) | H(PHONE),
      VALUE_NAME },
    { ACT_OWNER, H(BY), 0, H(ID) | H(DATE) | H(CREATED) | H(CHANGED), VALUE_NAME },
    { ACT_OWNER, H(OWNER), 0, H(DATE) | H(STATUS) | H(SOURCE) | H(PHONE), VALUE_TEXT },
    { ACT_SUBJECT, H(SUBJECT), 0, H(ID) | H(DATE), VALUE_TEXT },
    { ACT_BODY, H(TEXT), 0, H(ID) | H(DATE) | H(KIND), VALUE_TEXT },
    { ACT_BODY, H(NOTE), 0, H(ID) | H(DATE), VALUE_TEXT },
};
const gsize AUDIT_ACTIVITY_RULE_COUNT = G_N_ELEMENTS(AUDIT_ACTIVITY_RULES);

static bool
is_id(const AuditColumn *self)
{
    return audit_column_share(self, self->dates) < SOME &&
           audit_column_share(self, self->addresses) < SOME && self->clocks == 0 &&
           self->letters < (guint64)LONGEST_ID * self->filled;
}

bool
audit_value_fits(const AuditSample *sample, gsize column, AuditValue value)
{
    if (column >= sample->width)
        return false;
    const AuditColumn *self = &sample->columns[column];
    double dates = audit_column_share(self, self->dates),
           clocks = audit_column_share(self, self->clocks);

    if (self->filled == 0)
        return value != VALUE_CLOCK && value != VALUE_UNIQUE && value != VALUE_KIND;
    switch (value) {
    case VALUE_DATE:
        return dates >= SURE;
    case VALUE_CLOCK:
        return clocks >= SURE;
    case VALUE_ADDRESS:
        return audit_column_share(self, self->addresses) >= SURE;
    case VALUE_PHONE:
        return audit_column_share(self, self->phones) >= SOME ||
               audit_column_share(self, self->numbers) >= SURE;
    case VALUE_NAME:
        return audit_column_share(self, self->words) >= SURE;
    case VALUE_ID:
        return is_id(self);
    case VALUE_UNIQUE:
        return is_id(self) && audit_column_is_unique(self);
    case VALUE_FEW:
        return dates < SOME && clocks < SOME && audit_column_distinct(self) <= MOST_KINDS;
    case VALUE_KIND:
        return audit_column_distinct(self) <= MOST_KINDS &&
               audit_column_share(self, self->kinds) >= SOME;
    case VALUE_LENGTH:
        return clocks + audit_column_share(self, self->numbers) >= SURE;
    case VALUE_TEXT:
        return dates < SOME && clocks < SOME && audit_column_share(self, self->numbers) < SURE;
    case VALUE_ANY:
        return true;
    }
    return false;
}
