/* Import mapping: which column of a prospects file feeds which field. Pure: headers in, mapping
 * out.
 *
 * Decided in this order: the user's overrides, what the preset's product calls its columns, then
 * synonyms in English, German, French, Spanish, Portuguese, Italian and Dutch. Case, accents,
 * blanks, underscores and punctuation do not count. A column nobody claims is kept as a custom
 * field under its header in snake_case, unique within the file and never the name of a field.
 *
 * A field may have several sources ("Work Phone", "Corporate Phone"): the first that is not blank
 * in a row counts. A column that is only a second source is kept as a custom field, too, so that
 * nothing is lost. The do-not-contact fields are different: any of their columns that says so,
 * counts.
 *
 * What it is not: it never looks at values, so a file without a header row cannot be mapped. */
#pragma once

#include "base/json.h"
#include "text/csv.h"

typedef enum {
    IMPORT_EMAIL,
    IMPORT_FIRST_NAME,
    IMPORT_LAST_NAME,
    IMPORT_FULL_NAME,
    IMPORT_TITLE,
    IMPORT_COMPANY,
    IMPORT_COMPANY_DOMAIN, /* a domain or the address of a website */
    IMPORT_PHONE,
    IMPORT_MOBILE,
    IMPORT_LINKEDIN,
    IMPORT_COUNTRY,
    IMPORT_REGION, /* state or province */
    IMPORT_CITY,
    IMPORT_ZONE, /* time zone */
    IMPORT_LANGUAGE,
    IMPORT_EXTERNAL_ID,
    IMPORT_OWNER, /* the rep: an address or a name */
    IMPORT_ACCOUNT_EXTERNAL_ID,
    IMPORT_SOURCE,     /* where the lead came from */
    IMPORT_CREATED_AT, /* when the lead came in */
    IMPORT_ROLE,       /* buying role */
    IMPORT_OPTED_OUT,  /* do not contact at all */
    IMPORT_NO_EMAIL,   /* do not mail */
    IMPORT_NO_CALL,    /* do not call */
    IMPORT_FIELD_COUNT
} ImportField;

#define IMPORT_NO_FIELD (-1)
#define IMPORT_SOURCES 6 /* most sources of one field */

typedef enum {
    IMPORT_GENERIC,
    IMPORT_HUBSPOT,
    IMPORT_SALESFORCE,
    IMPORT_PIPEDRIVE,
    IMPORT_ZOHO,
    IMPORT_APOLLO,
    IMPORT_PRESET_COUNT
} ImportPreset;

typedef enum {
    IMPORT_BY_OVERRIDE, /* the user said so */
    IMPORT_BY_PRESET,   /* the product calls it so */
    IMPORT_BY_HEADER,   /* a synonym */
    IMPORT_AS_CUSTOM,   /* nobody claims it: kept as a custom field */
    IMPORT_IGNORED      /* the user said so */
} ImportHow;

typedef struct {
    char *header;     /* as in the file; "" when blank */
    int field;        /* ImportField, or IMPORT_NO_FIELD */
    int rank;         /* 0: the field's first source; then the second, ... */
    char *custom_key; /* NULL: not kept as a custom field */
    ImportHow how;
} ImportColumn;

typedef struct {
    ImportPreset preset;
    bool preset_detected; /* by evidence, not by the user */
    gsize column_count;
    ImportColumn *columns;
    /* The columns that feed a field, best first; source_counts[field] of them. */
    gsize source_counts[IMPORT_FIELD_COUNT];
    gsize sources[IMPORT_FIELD_COUNT][IMPORT_SOURCES];
} ImportMap;

/* `preset`: a name of import_preset_name(), or NULL or "auto" to find it by evidence. `overrides`:
 * NULL-terminated, or NULL; each "FIELD=COLUMN" with a field of import_field_name() or a word for
 * it
 * ("state", "website") and a header of the file (spelling as loose as above). "FIELD=" leaves the
 * field without a column, "ignore=COLUMN" drops the column, "custom.KEY=COLUMN" names a custom
 * field. The same FIELD may be given several times for several sources.
 *
 * Errors: INVALID for an unknown preset, an override that is malformed, names an unknown field or a
 * column the file does not have (the message lists what there is), or gives one column two
 * meanings; and when nothing identifies a prospect: no email, no phone, no id with a name. */
ImportMap *import_map_new(const char *const *headers, gsize count, const char *preset,
                          const char *const *overrides, GError **error);
void import_map_free(ImportMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImportMap, import_map_free)

/* "first_name"; as in --map and in JSON. */
const char *import_field_name(ImportField field);
/* "hubspot"; as in --preset. */
const char *import_preset_name(ImportPreset preset);

/* The field's cell in a row: the first source that is not blank, leading blanks passed over, as
 * written otherwise (borrowed); NULL when all are blank. `ret_column` (may be NULL) receives its
 * column. */
const char *
import_map_text(const ImportMap *self, ImportField field, const CsvRow *row, gsize *ret_column);

/* For IMPORT_OPTED_OUT, IMPORT_NO_EMAIL, IMPORT_NO_CALL: does any source say so? Every text but a
 * blank and a plain no ("no", "false", "0", "nein", "subscribed", ...) counts as yes: to leave
 * somebody alone by mistake is the smaller harm. */
bool import_map_flag(const ImportMap *self, ImportField field, const CsvRow *row);

/* For the preview page: {"preset","preset_detected","columns":[{"index","header","field","rank",
 * "custom_key","how","why"}],"unmapped":["zone",...]}; `index` counts from 0, `why` is a sentence.
 */
json_t *import_map_json(const ImportMap *self);
