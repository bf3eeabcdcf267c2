/* Headers, types and parts: made cases, and the same parts as GMime finds in real reports. */
#include "mail/mime_scan.h"

#include <string.h>

#include "mail/mime_library.h"

static void
test_headers(void)
{
    static const char TEXT[] =
        "Subject: one\r\n two\r\n\tthree \r\nno header at all\r\nX-Empty:\r\n"
        "TO : a@example.com\r\nSubject: again\r\n\r\nBody\r\n";
    g_auto(MimeEntity) entity = { 0 };
    mime_entity_read(&entity, TEXT, strlen(TEXT));

    g_assert_cmpuint(entity.fields->len, ==, 4);
    g_assert_cmpstr(mime_entity_get(&entity, "subject"), ==, "one two three");
    g_assert_cmpstr(mime_entity_get(&entity, "x-empty"), ==, "");
    g_assert_cmpstr(mime_entity_get(&entity, "To"), ==, "a@example.com");
    g_assert_null(mime_entity_get(&entity, "From"));
    g_assert_cmpuint(entity.body_length, ==, 6);
    g_assert_cmpstr(entity.body, ==, "Body\r\n");
}

/* Cut anywhere, and with bytes that no header has. */
static void
test_broken_headers(void)
{
    static const char TEXT[] = " begins folded\nA:1\n\0b:\0 2\n:\n: x\nC";
    gsize length = sizeof TEXT - 1;
    for (gsize i = 0; i <= length; i++) {
        g_auto(MimeEntity) entity = { 0 };
        g_autofree char *bytes = g_memdup2(TEXT, i);
        mime_entity_read(&entity, bytes != NULL ? bytes : "", i);
        const char *a = mime_entity_get(&entity, "a");
        g_assert_cmpstr(a, ==, i < 17 ? NULL : i < 18 ? "" : "1");
        g_assert_cmpuint(entity.body_length, ==, 0);
    }
}

static void
assert_type(const char *value, const char *type, const char *boundary, const char *charset)
{
    g_auto(MimeType) read = { 0 };
    mime_type_read(&read, value, "text/plain");
    g_assert_cmpstr(read.type, ==, type);
    g_assert_cmpstr(read.boundary, ==, boundary);
    g_assert_cmpstr(read.charset, ==, charset);
}

static void
test_types(void)
{
    assert_type(NULL, "text/plain", NULL, NULL);
    assert_type("Text/HTML; Charset=UTF-8", "text/html", NULL, "UTF-8");
    assert_type("multipart/mixed; boundary=\"a; b=c\" ; charset = x", "multipart/mixed", "a; b=c",
                "x");
    assert_type("text/plain;;charset=\"iso-8859-1\";", "text/plain", NULL, "iso-8859-1");
    /* What is left to GMime: a comment, an escape, a value in pieces. */
    assert_type("text/plain (why not); charset=utf-8", "text/plain", NULL, "utf-8");
    assert_type("multipart/mixed; boundary=\"a\\\"b\"", "multipart/mixed", "a\"b", NULL);
    assert_type("multipart/mixed; boundary*0=ab; boundary*1=cd", "multipart/mixed", "abcd", NULL);
}

static void
assert_parts(const char *body, const char *boundary, const char *expected)
{
    g_autoptr(GString) found = g_string_new(NULL);
    g_autoptr(GArray) parts = mime_parts(body, strlen(body), boundary, 8);
    for (guint i = 0; i < parts->len; i++) {
        const MimeSlice *part = &g_array_index(parts, MimeSlice, i);
        g_string_append_printf(found, "[%.*s]", (int)part->length, part->bytes);
    }
    g_assert_cmpstr(found->str, ==, expected);
}

static void
test_parts(void)
{
    assert_parts("before\n--b\none\n\n--b\r\ntwo\r\n--b--\nafter\n--b\nnever", "b", "[one\n][two]");
    assert_parts("--b\none\n--bb\nx --b\n--b x\n--b \t\ntwo", "b",
                 "[one\n--bb\nx --b\n--b x][two]");
    assert_parts("--b\n--b\n--b--", "b", "[][]");
    assert_parts("no delimiter", "b", "");
    assert_parts("--b", "b", "[]");
    assert_parts("", "b", "");
    assert_parts("--\n1\n--\n2\n----\n", "", "[1][2]");
}

/* --- beside GMime ----------------------------------------------------------------------------- */

static void
note_gmime_part(G_GNUC_UNUSED GMimeObject *parent, GMimeObject *object, gpointer data)
{
    if (GMIME_IS_MULTIPART(object))
        return;
    g_autofree char *type =
        g_mime_content_type_get_mime_type(g_mime_object_get_content_type(object));
    g_autofree char *lower = g_ascii_strdown(type, -1);
    GMimeDataWrapper *content =
        GMIME_IS_PART(object) ? g_mime_part_get_content(GMIME_PART(object)) : NULL;
    gint64 bytes =
        content != NULL ? g_mime_stream_length(g_mime_data_wrapper_get_stream(content)) : 0;
    g_string_append_printf(data, "%s %" G_GINT64_FORMAT "\n", lower, bytes);
}

static void
note_parts(const MimeEntity *entity, GString *out)
{
    g_auto(MimeType) type = { 0 };
    mime_type_read(&type, mime_entity_get(entity, "Content-Type"), "text/plain");
    if (!g_str_has_prefix(type.type, "multipart/")) {
        bool whole = g_str_equal(type.type, "message/rfc822");
        g_string_append_printf(out, "%s %" G_GSIZE_FORMAT "\n", type.type,
                               whole ? 0 : entity->body_length);
        return;
    }
    g_autoptr(GArray) parts = mime_parts(entity->body, entity->body_length,
                                         type.boundary != NULL ? type.boundary : "", 100);
    for (guint i = 0; i < parts->len; i++) {
        const MimeSlice *slice = &g_array_index(parts, MimeSlice, i);
        g_auto(MimeEntity) part = { 0 };
        mime_entity_read(&part, slice->bytes, slice->length);
        note_parts(&part, out);
    }
}

static bool
agrees(const char *text, gsize length, const char *name)
{
    g_autoptr(GString) theirs = g_string_new(NULL), ours = g_string_new(NULL);
    g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer(text, length);
    g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(stream);
    g_autoptr(GMimeMessage) message = g_mime_parser_construct_message(parser, NULL);
    g_auto(MimeEntity) entity = { 0 };

    if (message == NULL)
        return true;
    note_gmime_part(NULL, g_mime_message_get_mime_part(message), theirs);
    if (GMIME_IS_MULTIPART(g_mime_message_get_mime_part(message)))
        g_mime_multipart_foreach(GMIME_MULTIPART(g_mime_message_get_mime_part(message)),
                                 note_gmime_part, theirs);
    mime_entity_read(&entity, text, length);
    note_parts(&entity, ours);
    if (!g_str_equal(ours->str, theirs->str))
        g_test_message("%s\nGMime: %sours: %s", name, theirs->str, ours->str);
    return g_str_equal(ours->str, theirs->str);
}

/* Types, order and sizes of all parts of a few hundred real reports. */
static void
test_agrees_with_gmime(void)
{
    const char *shared = g_getenv("SEVENTH_SHARED_DATA");
    if (shared == NULL) {
        g_test_skip("SKIPPED, NOT TESTED: no SEVENTH_SHARED_DATA");
        return;
    }
    g_autofree char *folder = g_build_filename(shared, "bounce", "messages", NULL);
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    guint read = 0, differ = 0;

    if (files == NULL) {
        g_test_skip("SKIPPED, NOT TESTED: no bounce below SEVENTH_SHARED_DATA");
        return;
    }
    mime_library_init();
    for (const char *name; (name = g_dir_read_name(files)) != NULL; read++) {
        g_autofree char *path = g_build_filename(folder, name, NULL), *text = NULL;
        gsize length = 0;
        g_assert_true(g_file_get_contents(path, &text, &length, NULL));
        differ += !agrees(text, length, name);
    }
    g_assert_cmpuint(read, >, 300);
    g_assert_cmpuint(differ, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mime-scan/headers", test_headers);
    g_test_add_func("/mime-scan/broken-headers", test_broken_headers);
    g_test_add_func("/mime-scan/types", test_types);
    g_test_add_func("/mime-scan/parts", test_parts);
    g_test_add_func("/mime-scan/agrees-with-gmime", test_agrees_with_gmime);
    return g_test_run();
}
