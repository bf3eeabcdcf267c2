/* Where leads are, for the hours of their day: by their zone, country, number or address. */
#pragma once

#include "app/audit_columns.h"
#include "base/zone.h"

#define AUDIT_WHERE_TEXT 160

typedef struct {
    const char *last_country, *last_code; /* the same again, mostly */
    char country_text[AUDIT_WHERE_TEXT];
} AuditWhere;

/* The IANA zone of a row of leads, or NULL. `country`: alpha-2, of rows without one, or NULL. */
const char *audit_where_zone(AuditWhere *self, const CsvRow *row, const gsize columns[LEAD_COLUMNS],
                             const char *country);
