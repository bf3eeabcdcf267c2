/* The workbook around a sheet: which sheet, shared texts, which formats are dates. See xlsx.h. */
#include <string.h>

#include "base/error.h"
#include "text/xlsx.h"
#include "text/xlsx_private.h"

#define PIECE (64 * 1024)

void
xlsx_book_clear(XlsxBook *self)
{
    if (self->archive != NULL)
        zip_discard(self->archive);
    if (self->texts != NULL)
        g_string_free(self->texts, TRUE);
    g_clear_pointer(&self->text_starts, g_array_unref);
    g_clear_pointer(&self->is_date, g_byte_array_unref);
    g_clear_pointer(&self->sheet, g_free);
    g_clear_pointer(&self->names, g_ptr_array_unref);
    self->archive = NULL;
    self->texts = NULL;
}

const char *
xlsx_attribute(const char **attributes, const char *name)
{
    for (; attributes[0] != NULL; attributes += 2)
        if (strcmp(xlsx_bare(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}

const char *
xlsx_bare(const char *name)
{
    const char *colon = strrchr(name, ':');

    return colon != NULL ? colon + 1 : name;
}

static void
refuse_doctype(void *data, G_GNUC_UNUSED const XML_Char *name, G_GNUC_UNUSED const XML_Char *sysid,
               G_GNUC_UNUSED const XML_Char *pubid, G_GNUC_UNUSED int has_internal_subset)
{
    XML_StopParser((XML_Parser)data, XML_FALSE);
}

XML_Parser
xlsx_parser_new(void *data, XML_StartElementHandler start, XML_EndElementHandler end,
                XML_CharacterDataHandler text)
{
    XML_Parser parser = XML_ParserCreate(NULL);

    XML_SetUserData(parser, data);
    XML_SetElementHandler(parser, start, end);
    XML_SetCharacterDataHandler(parser, text);
    XML_SetStartDoctypeDeclHandler(parser, refuse_doctype);
    XML_UseParserAsHandlerArg(parser);
    return parser;
}

/* Grown out of nothing: a trap. */
static bool
is_bomb(uint64_t bytes, uint64_t packed)
{
    return bytes > XLSX_SAFE_BYTES && bytes / XLSX_MAX_RATIO > packed;
}

static bool
parse_file(const XlsxBook *book, const char *member, zip_file_t *file, XML_Parser parser,
           const bool *stop, GError **error)
{
    uint64_t total = 0, packed = 0;
    zip_stat_t about;

    if (zip_stat(book->archive, member, 0, &about) == 0 && about.valid & ZIP_STAT_COMP_SIZE)
        packed = about.comp_size;
    /* What the archive says is believed where it is bad enough; else the bytes are counted. */
    if (packed > 0 && about.valid & ZIP_STAT_SIZE && is_bomb(about.size, packed))
        total = about.size;
    for (;;) {
        void *piece = XML_GetBuffer(parser, PIECE);
        zip_int64_t count = zip_fread(file, piece, PIECE);
        if (count < 0)
            return error_set(error, SEVENTH_ERROR_INVALID, "%s: %s cannot be unpacked: %s",
                             book->file, member, zip_file_strerror(file));
        total += (uint64_t)count;
        if (total > XLSX_MAX_SHEET_BYTES)
            return error_set(error, SEVENTH_ERROR_LIMIT, "%s: %s is larger than 4 GB unpacked",
                             book->file, member);
        if (is_bomb(total, packed))
            return error_set(error, SEVENTH_ERROR_LIMIT,
                             "%s: %s unpacks to more than %d times its size, as no table does; it "
                             "is not read",
                             book->file, member, XLSX_MAX_RATIO);
        enum XML_Status status = XML_ParseBuffer(parser, (int)count, count == 0);
        if (stop != NULL && *stop)
            return true;
        if (status != XML_STATUS_OK)
            return error_set(error, SEVENTH_ERROR_INVALID, "%s: %s is broken at line %lu: %s",
                             book->file, member, (unsigned long)XML_GetCurrentLineNumber(parser),
                             XML_ErrorString(XML_GetErrorCode(parser)));
        if (count == 0)
            return true;
    }
}

bool
xlsx_parse(const XlsxBook *book, const char *member, bool needed, XML_Parser parser,
           const bool *stop, GError **error)
{
    zip_file_t *file = zip_fopen(book->archive, member, 0);

    if (file == NULL)
        return !needed || error_set(error, SEVENTH_ERROR_INVALID, "%s: there is no %s in it",
                                    book->file, member);
    bool done = parse_file(book, member, file, parser, stop, error);
    zip_fclose(file);
    return done;
}

/* The parsers of this file share one state. */
typedef struct {
    XlsxBook *book;
    guint sheet;         /* which is wanted */
    char *relation;      /* of that sheet */
    char *target;        /* what that relation leads to */
    GHashTable *formats; /* own number formats: id -> 0, 1, 2 */
    bool in_text, in_phonetic, in_formats, full;
} Reading;

static Reading *
reading_of(void *parser)
{
    return XML_GetUserData((XML_Parser)parser);
}

static void
take_sheet(Reading *self, const char **attributes)
{
    const char *state = xlsx_attribute(attributes, "state"),
               *name = xlsx_attribute(attributes, "name");
    GPtrArray *names = self->book->names;

    if ((state != NULL && strcmp(state, "visible") != 0) || names->len >= XLSX_MAX_SHEETS)
        return;
    for (const char **a = attributes; names->len == self->sheet && a[0] != NULL; a += 2)
        if (g_str_has_suffix(a[0], ":id") && self->relation == NULL)
            self->relation = g_strdup(a[1]);
    g_ptr_array_add(names, g_strdup(name != NULL ? name : ""));
}

static void
start_workbook(void *parser, const char *name, const char **attributes)
{
    Reading *self = reading_of(parser);
    const char *value;

    name = xlsx_bare(name);
    if (strcmp(name, "workbookPr") == 0) {
        value = xlsx_attribute(attributes, "date1904");
        self->book->from_1904 = value != NULL && (value[0] == '1' || value[0] == 't');
    } else if (strcmp(name, "sheet") == 0) {
        take_sheet(self, attributes);
    }
}

static void
start_relations(void *parser, const char *name, const char **attributes)
{
    Reading *self = reading_of(parser);

    if (strcmp(xlsx_bare(name), "Relationship") == 0 &&
        g_strcmp0(xlsx_attribute(attributes, "Id"), self->relation) == 0 && self->target == NULL)
        self->target = g_strdup(xlsx_attribute(attributes, "Target"));
}

static void
start_texts(void *parser, const char *name, G_GNUC_UNUSED const char **attributes)
{
    Reading *self = reading_of(parser);

    name = xlsx_bare(name);
    if (strcmp(name, "si") == 0) {
        gsize start = self->book->texts->len;
        g_array_append_val(self->book->text_starts, start);
    } else if (strcmp(name, "rPh") == 0) {
        self->in_phonetic = true;
    } else if (strcmp(name, "t") == 0) {
        self->in_text = !self->in_phonetic;
    }
}

static void
end_texts(void *parser, const char *name)
{
    Reading *self = reading_of(parser);

    name = xlsx_bare(name);
    if (strcmp(name, "si") == 0)
        g_string_append_c(self->book->texts, '\0');
    else if (strcmp(name, "rPh") == 0)
        self->in_phonetic = false;
    else if (strcmp(name, "t") == 0)
        self->in_text = false;
}

static void
take_text(void *parser, const char *text, int length)
{
    Reading *self = reading_of(parser);

    if (!self->in_text)
        return;
    if (self->book->texts->len + (gsize)length > XLSX_MAX_TEXT_BYTES) {
        self->full = true;
        XML_StopParser((XML_Parser)parser, XML_FALSE);
        return;
    }
    g_string_append_len(self->book->texts, text, length);
}

/* "yyyy-mm-dd" is a date, "[h]:mm" and "0.00" are none; quoted text and [Red] do not count. */
static int
format_kind(const char *code)
{
    bool quoted = false, bracket = false;
    int kind = 0;

    for (const char *p = code; *p != '\0'; p++) {
        if (*p == '\\' || *p == '_' || *p == '*') {
            p += p[1] != '\0';
        } else if (*p == '"') {
            quoted = !quoted;
        } else if (quoted) {
            continue;
        } else if (*p == '[') {
            bracket = true;
            if (strchr("hms", g_ascii_tolower(p[1])) != NULL && p[1] != '\0')
                kind = 2;
        } else if (*p == ']') {
            bracket = false;
        } else if (!bracket && strchr("ydYD", *p) != NULL) {
            return 1;
        } else if (!bracket && strchr("hsHS", *p) != NULL && kind == 0) {
            kind = 1;
        }
    }
    return kind;
}

/* The id of a number format; 0 (general) for nonsense. */
static int
number_of(const char *text)
{
    gint64 number;

    return g_ascii_string_to_signed(text, 10, 0, 100000, &number, NULL) ? (int)number : 0;
}

static void
start_styles(void *parser, const char *name, const char **attributes)
{
    Reading *self = reading_of(parser);
    const char *id = xlsx_attribute(attributes, "numFmtId");

    name = xlsx_bare(name);
    if (strcmp(name, "numFmt") == 0 && id != NULL) {
        const char *code = xlsx_attribute(attributes, "formatCode");
        g_hash_table_insert(self->formats, GINT_TO_POINTER(number_of(id) + 1),
                            GINT_TO_POINTER(code != NULL ? format_kind(code) + 1 : 1));
    } else if (strcmp(name, "cellXfs") == 0) {
        self->in_formats = true;
    } else if (strcmp(name, "xf") == 0 && self->in_formats && self->book->is_date->len < 65536) {
        int number = id != NULL ? number_of(id) : 0;
        gpointer own = g_hash_table_lookup(self->formats, GINT_TO_POINTER(number + 1));
        guint8 kind = own != NULL                      ? (guint8)(GPOINTER_TO_INT(own) - 1)
                      : (number >= 14 && number <= 22) ? 1
                      : number == 46                   ? 2
                      : number == 45 || number == 47   ? 1
                                                       : 0;
        g_byte_array_append(self->book->is_date, &kind, 1);
    }
}

static void
end_styles(void *parser, const char *name)
{
    if (strcmp(xlsx_bare(name), "cellXfs") == 0)
        reading_of(parser)->in_formats = false;
}

static void
end_nothing(G_GNUC_UNUSED void *parser, G_GNUC_UNUSED const char *name)
{
}

static bool
read_part(Reading *self, const char *member, bool needed, XML_StartElementHandler start,
          XML_EndElementHandler end, XML_CharacterDataHandler text, GError **error)
{
    XML_Parser parser = xlsx_parser_new(self, start, end, text);
    bool done = xlsx_parse(self->book, member, needed, parser, &self->full, error);

    XML_ParserFree(parser);
    return done;
}

/* "worksheets/sheet1.xml" lies below xl/, "/xl/worksheets/sheet1.xml" at the top. */
static char *
resolve(const char *target)
{
    if (target == NULL)
        return g_strdup("xl/worksheets/sheet1.xml");
    return target[0] == '/' ? g_strdup(target + 1) : g_strconcat("xl/", target, NULL);
}

static bool
read_parts(Reading *self, GError **error)
{
    XlsxBook *book = self->book;

    if (!read_part(self, "xl/workbook.xml", true, start_workbook, end_nothing, NULL, error))
        return false;
    if (self->sheet > 0 && self->sheet >= book->names->len)
        return error_set(error, SEVENTH_ERROR_INVALID, "%s: it has no sheet %u", book->file,
                         self->sheet + 1);
    if (!read_part(self, "xl/_rels/workbook.xml.rels", false, start_relations, end_nothing, NULL,
                   error) ||
        !read_part(self, "xl/styles.xml", false, start_styles, end_styles, NULL, error) ||
        !read_part(self, "xl/sharedStrings.xml", false, start_texts, end_texts, take_text, error))
        return false;
    if (self->full)
        return error_set(error, SEVENTH_ERROR_LIMIT, "%s: it holds more than 512 MB of text",
                         book->file);
    book->sheet = resolve(self->target);
    return true;
}

static bool
open_archive(XlsxBook *self, const char *file, GError **error)
{
    int code = 0;

    *self = (XlsxBook){ .file = file, .names = g_ptr_array_new_with_free_func(g_free) };
    self->texts = g_string_new(NULL);
    self->text_starts = g_array_new(FALSE, FALSE, sizeof(gsize));
    self->is_date = g_byte_array_new();
    self->archive = zip_open(file, ZIP_RDONLY, &code);
    if (self->archive == NULL) {
        zip_error_t problem;
        zip_error_init_with_code(&problem, code);
        error_set(error, SEVENTH_ERROR_INVALID, "%s is no workbook that can be opened: %s", file,
                  zip_error_strerror(&problem));
        zip_error_fini(&problem);
    }
    return self->archive != NULL;
}

bool
xlsx_book_open(XlsxBook *self, const char *file, guint sheet, GError **error)
{
    if (!open_archive(self, file, error))
        return false;
    Reading reading = { .book = self, .sheet = sheet, .formats = g_hash_table_new(NULL, NULL) };
    bool done = read_parts(&reading, error);
    g_hash_table_unref(reading.formats);
    g_free(reading.relation);
    g_free(reading.target);
    return done;
}

bool
xlsx_book_open_names(XlsxBook *self, const char *file, GError **error)
{
    Reading reading = { .book = self, .sheet = G_MAXUINT };

    return open_archive(self, file, error) &&
           read_part(&reading, "xl/workbook.xml", true, start_workbook, end_nothing, NULL, error);
}
