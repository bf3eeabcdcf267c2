/* See router.h: the tree, its building, and the search with backtracking. */
#include "http/router.h"

#include <string.h>

/* A route that ends at a node, with the names of its captures in order. */
typedef struct {
    const HttpRoute *route;
    char **names;
} Leaf;

typedef struct Node Node;
struct Node {
    GHashTable *literals; /* segment -> Node */
    Node *any;            /* ":name" */
    GArray *leaves;       /* of Leaf: the path ends here */
    GArray *rests;        /* of Leaf: "*rest" takes what remains */
};

struct HttpRouter {
    Node *root;
};

typedef struct {
    const char *method;
    char *segments[HTTP_MAX_SEGMENTS];
    guint count;
    const char *values[HTTP_MAX_CAPTURES];
    guint value_count;
    HttpMatch *match;
} Search;

static void node_free(Node *node);

static void
leaf_clear(gpointer leaf)
{
    g_strfreev(((Leaf *)leaf)->names);
}

static Node *
node_new(void)
{
    Node *node = g_new0(Node, 1);
    node->literals =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)node_free);
    node->leaves = g_array_new(FALSE, FALSE, sizeof(Leaf));
    node->rests = g_array_new(FALSE, FALSE, sizeof(Leaf));
    g_array_set_clear_func(node->leaves, leaf_clear);
    g_array_set_clear_func(node->rests, leaf_clear);
    return node;
}

static void
node_free(Node *node)
{
    if (node == NULL)
        return;
    g_hash_table_unref(node->literals);
    node_free(node->any);
    g_array_unref(node->leaves);
    g_array_unref(node->rests);
    g_free(node);
}

static Node *
node_literal(Node *node, const char *segment)
{
    Node *child = g_hash_table_lookup(node->literals, segment);
    if (child == NULL) {
        child = node_new();
        g_hash_table_insert(node->literals, g_strdup(segment), child);
    }
    return child;
}

static void
add_route(Node *root, const HttpRoute *route)
{
    g_assert(route->pattern[0] == '/');
    g_auto(GStrv) segments = g_strsplit(route->pattern + 1, "/", -1);
    guint count = route->pattern[1] == '\0' ? 0 : g_strv_length(segments);
    g_assert(count <= HTTP_MAX_SEGMENTS);
    g_autoptr(GStrvBuilder) names = g_strv_builder_new();
    guint name_count = 0;
    Node *node = root;
    GArray *leaves = NULL;
    for (guint i = 0; i < count; i++) {
        char kind = segments[i][0];
        if (kind == ':' || kind == '*') {
            name_count++;
            g_assert(name_count <= HTTP_MAX_CAPTURES);
            g_strv_builder_add(names, segments[i] + 1);
        }
        if (kind == '*') {
            g_assert(i == count - 1);
            leaves = node->rests;
        } else if (kind == ':') {
            if (node->any == NULL)
                node->any = node_new();
            node = node->any;
        } else {
            node = node_literal(node, segments[i]);
        }
    }
    if (leaves == NULL)
        leaves = node->leaves;
    for (guint i = 0; i < leaves->len; i++) /* the same route twice is a bug */
        g_assert(strcmp(g_array_index(leaves, Leaf, i).route->method, route->method) != 0);
    Leaf leaf = { .route = route, .names = g_strv_builder_end(names) };
    g_array_append_val(leaves, leaf);
}

HttpRouter *
http_router_new(const HttpRoute *routes, gsize count)
{
    HttpRouter *self = g_new0(HttpRouter, 1);
    self->root = node_new();
    for (gsize i = 0; i < count; i++)
        add_route(self->root, &routes[i]);
    return self;
}

void
http_router_free(HttpRouter *self)
{
    if (self == NULL)
        return;
    node_free(self->root);
    g_free(self);
}

/* Decodes one segment in place. False for what no honest path holds: a broken escape, a control
 * character, an encoded slash, a dot segment, bytes that are not UTF-8. */
static bool
decode_segment(char *segment)
{
    char *out = segment;
    bool plain = true;
    for (const char *in = segment; *in != '\0'; in++) {
        int byte = (unsigned char)*in;
        if (byte == '%') {
            int high = g_ascii_xdigit_value(in[1]);
            int low = high < 0 ? -1 : g_ascii_xdigit_value(in[2]);
            if (low < 0)
                return false;
            byte = high * 16 + low;
            in += 2;
        }
        if (byte < 0x20 || byte == 0x7f || byte == '/' || byte == '\\')
            return false;
        plain = plain && byte < 0x80;
        *out++ = (char)byte;
    }
    *out = '\0';
    if (strcmp(segment, ".") == 0 || strcmp(segment, "..") == 0)
        return false;
    return plain || g_utf8_validate(segment, out - segment, NULL);
}

/* Splits `text` (a private copy of the path) in place. */
static HttpFound
split(Search *search, char *text)
{
    if (text[0] != '/')
        return HTTP_BAD_PATH;
    if (text[1] == '\0')
        return HTTP_FOUND;
    for (char *at = text + 1; at != NULL;) {
        if (search->count == HTTP_MAX_SEGMENTS)
            return HTTP_NO_PATH;
        char *slash = strchr(at, '/');
        if (slash != NULL)
            *slash = '\0';
        if (!decode_segment(at))
            return HTTP_BAD_PATH;
        search->segments[search->count++] = at;
        at = slash == NULL ? NULL : slash + 1;
    }
    return HTTP_FOUND;
}

static void
allow_method(HttpMatch *match, const char *method)
{
    if (match->allow == NULL)
        match->allow = g_string_new(NULL);
    if (match->allow->len > 0)
        g_string_append(match->allow, ", ");
    g_string_append(match->allow, method);
    if (strcmp(method, "GET") == 0)
        g_string_append(match->allow, ", HEAD");
}

static bool
take_leaf(Search *search, const GArray *leaves)
{
    for (guint i = 0; i < leaves->len; i++) {
        const Leaf *leaf = &g_array_index(leaves, Leaf, i);
        if (strcmp(leaf->route->method, search->method) == 0) {
            search->match->route = leaf->route;
            search->match->names = leaf->names;
            memcpy(search->match->values, search->values, sizeof(search->values));
            return true;
        }
        allow_method(search->match, leaf->route->method);
    }
    return false;
}

static bool
take_rest(Search *search, const Node *node, guint depth)
{
    if (node->rests->len == 0)
        return false;
    GString *rest = g_string_new(NULL);
    for (guint i = depth; i < search->count; i++) {
        if (i > depth)
            g_string_append_c(rest, '/');
        g_string_append(rest, search->segments[i]);
    }
    g_free(search->match->rest);
    search->match->rest = g_string_free(rest, FALSE);
    search->values[search->value_count] = search->match->rest;
    return take_leaf(search, node->rests);
}

/* Depth is bounded by HTTP_MAX_SEGMENTS, so the recursion is too. */
static bool
descend(Search *search, const Node *node, guint depth)
{
    if (depth == search->count)
        return take_leaf(search, node->leaves);
    const char *segment = search->segments[depth];
    const Node *literal = g_hash_table_lookup(node->literals, segment);
    if (literal != NULL && descend(search, literal, depth + 1))
        return true;
    if (node->any != NULL && segment[0] != '\0') {
        search->values[search->value_count++] = segment;
        if (descend(search, node->any, depth + 1))
            return true;
        search->value_count--;
    }
    return take_rest(search, node, depth);
}

HttpFound
http_router_find(const HttpRouter *self, const char *method, const char *path, HttpMatch *ret_match)
{
    memset(ret_match, 0, sizeof(*ret_match));
    ret_match->text = g_strdup(path);
    Search search = { .match = ret_match };
    search.method = strcmp(method, "HEAD") == 0 ? "GET" : method;
    HttpFound found = split(&search, ret_match->text);
    if (found != HTTP_FOUND)
        return found;
    if (descend(&search, self->root, 0))
        return HTTP_FOUND;
    return ret_match->allow != NULL ? HTTP_NO_METHOD : HTTP_NO_PATH;
}

void
http_match_clear(HttpMatch *match)
{
    if (match->allow != NULL)
        g_string_free(match->allow, TRUE);
    g_free(match->text);
    g_free(match->rest);
}
