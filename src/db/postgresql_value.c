/* Values on PostgreSQL's wire: binary parameters out, binary results in. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "db/postgresql_private.h"

/* Fixed numbers of the built-in types (catalog/pg_type.dat). */
enum {
    OID_BOOL = 16,
    OID_BYTEA = 17,
    OID_INT8 = 20,
    OID_INT2 = 21,
    OID_INT4 = 23,
    OID_TEXT = 25,
    OID_OID = 26,
    OID_FLOAT4 = 700,
    OID_FLOAT8 = 701,
    OID_NUMERIC = 1700,
};

enum { FORMAT_TEXT = 0, FORMAT_BINARY = 1 };

Oid
pg_type_oid(DbType type)
{
    switch (type) {
    case DB_INT:
        return OID_INT8;
    case DB_REAL:
        return OID_FLOAT8;
    case DB_TEXT:
        return OID_TEXT;
    case DB_BLOB:
        return OID_BYTEA;
    }
    g_assert_not_reached();
}

static void
buffer_reserve(PgParamsBuffer *buffer, guint count)
{
    bool fits = count <= PG_PARAMS_INLINE;

    buffer->params = (PgParams){
        .values = fits ? buffer->values : g_new(const char *, count),
        .lengths = fits ? buffer->lengths : g_new(int, count),
        .formats = fits ? buffer->formats : g_new(int, count),
        .numbers = fits ? buffer->numbers : g_new(guint64, count),
    };
}

void
pg_params_clear(PgParamsBuffer *buffer)
{
    if (buffer->params.values == buffer->values)
        return;
    g_free(buffer->params.values);
    g_free(buffer->params.lengths);
    g_free(buffer->params.formats);
    g_free(buffer->params.numbers);
}

static void
put_number(PgParams *out, guint i, guint64 bits)
{
    out->numbers[i] = GUINT64_TO_BE(bits);
    out->values[i] = (const char *)&out->numbers[i];
    out->lengths[i] = sizeof(guint64);
    out->formats[i] = FORMAT_BINARY;
}

static bool
put_value(PgParams *out, guint i, const DbValue *value)
{
    guint64 bits;

    out->values[i] = NULL;
    out->lengths[i] = 0;
    out->formats[i] = FORMAT_TEXT;
    switch (value->type) {
    case DB_INT:
        if (value->integer != DB_NULL_INT)
            put_number(out, i, (guint64)value->integer);
        return true;
    case DB_REAL:
        memcpy(&bits, &value->real, sizeof bits);
        if (!isnan(value->real))
            put_number(out, i, bits);
        return true;
    case DB_TEXT:
        out->values[i] = value->text;
        return true;
    case DB_BLOB:
        if (value->blob.length > INT32_MAX)
            return false;
        out->values[i] = value->blob.data;
        out->lengths[i] = (int)value->blob.length;
        out->formats[i] = FORMAT_BINARY;
        return true;
    }
    g_assert_not_reached();
}

bool
pg_params_fill(PgParamsBuffer *buffer, const DbStatement *statement, const DbValue *params,
               GError **error)
{
    buffer_reserve(buffer, statement->param_count);
    for (guint i = 0; i < statement->param_count; i++) {
        if (put_value(&buffer->params, i, &params[i]))
            continue;
        pg_params_clear(buffer);
        return error_set(error, SEVENTH_ERROR_LIMIT, "%s: parameter %u is longer than 2 GB",
                         statement->name, i + 1);
    }
    return true;
}

static guint16
read_u16(const char *at)
{
    guint16 raw;

    memcpy(&raw, at, sizeof raw);
    return GUINT16_FROM_BE(raw);
}

static guint32
read_u32(const char *at)
{
    guint32 raw;

    memcpy(&raw, at, sizeof raw);
    return GUINT32_FROM_BE(raw);
}

static guint64
read_u64(const char *at)
{
    guint64 raw;

    memcpy(&raw, at, sizeof raw);
    return GUINT64_FROM_BE(raw);
}

/* sum() and avg() of integers are numeric: count of base-10000 digits, weight of the first, sign,
 * scale, digits. */
static double
read_numeric(const char *at)
{
    int digits = read_u16(at);
    int weight = (gint16)read_u16(at + 2);
    guint16 sign = read_u16(at + 4);
    double value = 0;

    if (sign == 0xC000)
        return (double)NAN;
    for (int i = 0; i < digits; i++)
        value += read_u16(at + 8 + 2 * i) * pow(10000, weight - i);
    return sign == 0x4000 ? -value : value;
}

static int64_t
read_numeric_int(const char *at)
{
    int digits = read_u16(at);
    int weight = (gint16)read_u16(at + 2);
    int64_t value = 0;

    for (int i = 0; i <= weight; i++) {
        int64_t digit = i < digits ? read_u16(at + 8 + 2 * i) : 0;
        if (__builtin_mul_overflow(value, INT64_C(10000), &value) ||
            __builtin_add_overflow(value, digit, &value))
            return read_u16(at + 4) == 0x4000 ? INT64_MIN + 1 : INT64_MAX;
    }
    return read_u16(at + 4) == 0x4000 ? -value : value;
}

int64_t
pg_value_int(const PGresult *result, int row, int column)
{
    const char *at = PQgetvalue(result, row, column);

    if (PQgetisnull(result, row, column))
        return DB_NULL_INT;
    switch (PQftype(result, column)) {
    case OID_INT8:
        return (int64_t)read_u64(at);
    case OID_INT4:
        return (gint32)read_u32(at);
    case OID_OID:
        return read_u32(at);
    case OID_INT2:
        return (gint16)read_u16(at);
    case OID_BOOL:
        return *at;
    case OID_NUMERIC:
        return read_numeric_int(at);
    case OID_FLOAT8:
    case OID_FLOAT4:
        return (int64_t)pg_value_real(result, row, column);
    default:
        return g_ascii_strtoll(at, NULL, 10);
    }
}

double
pg_value_real(const PGresult *result, int row, int column)
{
    const char *at = PQgetvalue(result, row, column);
    guint64 bits;
    guint32 short_bits;
    double value;
    float short_value;

    if (PQgetisnull(result, row, column))
        return (double)NAN;
    switch (PQftype(result, column)) {
    case OID_FLOAT8:
        bits = read_u64(at);
        memcpy(&value, &bits, sizeof value);
        return value;
    case OID_FLOAT4:
        short_bits = read_u32(at);
        memcpy(&short_value, &short_bits, sizeof short_value);
        return (double)short_value;
    case OID_NUMERIC:
        return read_numeric(at);
    case OID_INT8:
    case OID_INT4:
    case OID_INT2:
    case OID_OID:
    case OID_BOOL:
        return (double)pg_value_int(result, row, column);
    default:
        return g_ascii_strtod(at, NULL);
    }
}
