/* One field of a person from its cells in a row, cleaned. Private to import_person.c and the files
 * that carry this name.
 *
 * What cannot be used is left out of the person and named among the batch's errors. Texts go to the
 * batch's chunk. */
#pragma once

#include "app/import_person.h"

#define IMPORT_FIELD_MAX 500 /* bytes of a plain field */

/* What one row needs while it is read. */
typedef struct {
    ImportPersonReader *reader;
    const CsvRow *row;
    ImportBatch *batch;
    ImportPerson person;
} ImportRow;

void import_field_complain(ImportRow *self, gsize column, const char *value, const char *message);
/* A plain text, at most IMPORT_FIELD_MAX bytes; NULL: blank. */
const char *import_field_text(ImportRow *self, ImportField field);

/* Each fills its fields of `person`. */
void import_field_email(ImportRow *self);
void import_field_external_id(ImportRow *self);
void import_field_names(ImportRow *self);
void import_field_owner(ImportRow *self);
void import_field_company(ImportRow *self); /* after the address */
void import_field_shut(ImportRow *self);
void import_field_created(ImportRow *self);
void import_field_custom(ImportRow *self);

void import_field_place(ImportRow *self); /* country, region, city */
/* In E.164, by the person's country; NULL: none, or none that can be dialled. */
const char *import_field_phone(ImportRow *self, ImportField field);
void import_field_zone(ImportRow *self); /* after place and numbers */
