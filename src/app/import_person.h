/* One row of a prospects file as a person, cleaned: address checked, numbers in E.164, country as a
 * code, a zone with where it came from, what has no field of its own as JSON.
 *
 * No database here: a reader may run in a thread of its own. What cannot be used is left out of the
 * person and named among the errors; only a row that identifies nobody is no person at all. */
#pragma once

#include "app/app.h"
#include "app/import_account.h"
#include "app/import_map.h"
#include "app/import_seen.h"
#include "app/import_source.h"

/* How sure a zone is, weakest first; the names are prospects.zone_source. */
typedef enum {
    ZONE_BY_WORKSPACE,
    ZONE_BY_PHONE,
    ZONE_BY_COUNTRY,
    ZONE_BY_COLUMN,
    ZONE_BY_USER, /* edited by hand: an import leaves it alone */
} ZoneSource;

const char *zone_source_name(ZoneSource source); /* "workspace", "phone", "country", ... */
ZoneSource zone_source_parse(const char *name);  /* ZONE_BY_USER when unknown */

/* Before the external id of a lead that is a mere number. */
#define IMPORT_LEAD_PREFIX "lead:"

/* Texts live in the batch's chunk, or are constants; NULL: the file does not say. */
typedef struct {
    uint64_t line;
    const char *email, *email_key, *external_id;
    const char *first_name, *last_name, *name_key, *title, *role;
    const char *phone, *mobile, *linkedin;
    const char *country, *region, *city;
    const char *zone;
    ZoneSource zone_source;
    const char *language, *source;
    const char *fields; /* a JSON object */
    const char *company, *company_key, *domain, *account_external_id;
    uint64_t account_hash;          /* import_account_hash(); 0: no company is named */
    bool domain_guessed;            /* from the address */
    bool email_seen, external_seen; /* came before in this file */
    bool from_phone;                /* the external id was made from the number */
    int64_t owner_id;               /* 0: not said, or no user of this workspace */
    int64_t shut;                   /* channels the file says to leave alone; -1: all */
    Instant created_us;             /* INSTANT_NONE: not said */
} ImportPerson;

typedef struct {
    GStringChunk *texts;
    GArray *people; /* ImportPerson */
    ImportErrors errors;
    uint64_t rows; /* read, with those in error */
} ImportBatch;

ImportBatch *import_batch_new(void);
void import_batch_clear(ImportBatch *self); /* for the next round */
void import_batch_free(ImportBatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImportBatch, import_batch_free)

typedef struct {
    const ImportMap *map;
    const char *country;   /* alpha-2 code for rows without one, or NULL */
    const Zone *zone;      /* the workspace's */
    GHashTable *users;     /* import_users(), borrowed; NULL: nobody is known */
    GHashTable *strangers; /* owners that are no users: name -> count */
    GStrv samples;         /* by column: the first text in it, or NULL */
    ImportSeen *seen;      /* borrowed, or NULL: rows are not compared */
    /* Private. */
    uint64_t rows;
    GString *scratch;
    char **json_keys; /* by column: "\"industry\":" or NULL */
} ImportPersonReader;

void import_person_reader_init(ImportPersonReader *self, const ImportMap *map, const Zone *zone);
void import_person_reader_clear(ImportPersonReader *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImportPersonReader, import_person_reader_clear)

/* Appends the row's person to the batch, if it is one, and its errors. */
void import_person_read(ImportPersonReader *self, const CsvRow *row, ImportBatch *batch);
