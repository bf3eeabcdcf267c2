#!/usr/bin/env python3
"""Turns named SQL queries and migrations into typed C.

    sqlgen.py --room store --symbol STORE --out DIR CONCERN.sql... NNNN_NAME.sql...

writes DIR/sql_CONCERN.h and .c for each file of queries, and DIR/queries.h and .c with the catalog of all of
them (STORE_CATALOG) and the migrations (STORE_MIGRATIONS, STORE_MIGRATION_COUNT). A file of queries reads:

    -- name: prospect_by_email :one                       (:one, :many, :exec or :load)
    -- what: one line, the doc comment of the C function
    -- param: workspace_id int, email_key text            (int, real, text, blob, instant)
    -- row: id int, email text, score real, secret blob
    -- scan: why a full scan is meant                     (only where it is)
    SELECT id, email, score, secret FROM prospect
     WHERE workspace_id = :workspace_id AND email_key = :email_key;

A :load is an :exec whose INSERT INTO ... VALUES (...) may also be given an array of rows at once.

`:name` becomes `$n`, in order of first appearance. Where the engines cannot share a text, `-- sqlite:` and
`-- postgresql:` lines introduce two bodies; the generator prints how many queries do.
"""
import argparse
import dataclasses
import pathlib
import re
import sys

ENGINES = ("sqlite", "postgresql")
KINDS = ("one", "many", "exec", "load")
KEYS = ("what", "param", "row", "scan")
DB_TYPES = {"int": "DB_INT", "instant": "DB_INT", "real": "DB_REAL", "text": "DB_TEXT", "blob": "DB_BLOB"}
C_TYPES = {"int": "int64_t ", "instant": "Instant ", "real": "double ", "text": "const char *", "blob": "const void *"}
MAX_PARAMS = 999  # SQLite's least limit
NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
MIGRATION = re.compile(r"(\d{4})_([a-z0-9_]+)\.sql\Z")
META = re.compile(r"--\s*([a-z]+):\s*(.*?)\s*\Z")
RESERVED = set(
    "auto break case char const continue default do double else enum extern float for goto if inline int long register "
    "return short signed sizeof static struct switch typedef union unsigned void volatile while bool owned".split())
LOAD = re.compile(r"INSERT INTO [^()]*\([^()]*\)\s+VALUES \((?:(\$[0-9]+)(?!.*\1\b)|[^$()'])*\)\Z", re.DOTALL)
TOKEN = re.compile(
    r"(?P<literal>'(?:[^']|'')*'|\"[^\"]*\")"
    r"|(?P<comment>--[^\n]*|/\*.*?\*/)"
    r"|(?P<cast>::)"
    r"|:(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<end>;)"
    r"|(?P<wrong>'|\"|/\*|\$[0-9]+|\?[0-9]*)"
    r"|(?P<other>.)", re.DOTALL)


class SourceError(Exception):
    """A mistake in a source file, with its place."""

    def __init__(self, path, line, message):
        super().__init__(f"{path}:{line}: {message}")


@dataclasses.dataclass
class Field:
    name: str
    kind: str


@dataclasses.dataclass
class Query:
    path: pathlib.Path
    line: int
    name: str
    kind: str
    what: str = ""
    scan: str = ""
    param: list = dataclasses.field(default_factory=list)
    row: list = dataclasses.field(default_factory=list)
    bodies: dict = dataclasses.field(default_factory=dict)  # engine -> (line, text)
    sql: dict = dataclasses.field(default_factory=dict)     # engine -> text with $n
    order: list = dataclasses.field(default_factory=list)   # parameter names by number
    index: int = 0

    @property
    def camel(self):
        return "Sql" + "".join(part.capitalize() for part in self.name.split("_"))

    @property
    def constant(self):
        return "SQL_" + self.name.upper()

    def functions(self):
        tails = {"one": ("", "_row_clear", "_ahead"), "many": ("", "_next", "_ahead"), "exec": ("", "_later"),
                 "load": ("", "_later", "_rows")}
        return [f"sql_{self.name}{tail}" for tail in tails[self.kind]]


# --- reading ---------------------------------------------------------------------------------------------------------

def read_fields(query, line, key, text):
    fields, seen = [], set()
    for part in text.split(","):
        words = part.split()
        if len(words) != 2 or words[1] not in DB_TYPES:
            raise SourceError(query.path, line, f"-- {key}: \"{part.strip()}\": write NAME TYPE, where TYPE is one of "
                              + ", ".join(DB_TYPES))
        if not NAME.match(words[0]) or words[0] in RESERVED:
            raise SourceError(query.path, line, f"-- {key}: \"{words[0]}\" cannot be a field's name in C")
        if words[0] in seen:
            raise SourceError(query.path, line, f"-- {key}: \"{words[0]}\" stands twice")
        seen.add(words[0])
        fields.append(Field(*words))
    return fields


def read_name(path, line, text):
    words = text.split()
    if len(words) != 2 or words[1].lstrip(":") not in KINDS or not words[1].startswith(":"):
        raise SourceError(path, line, "write -- name: NAME :one, :many, :exec or :load")
    if not NAME.match(words[0]):
        raise SourceError(path, line, f"\"{words[0]}\": a query's name has small letters, digits and _")
    return Query(path, line, words[0], words[1][1:])


def read_meta(query, line, key, value):
    if key in ENGINES:
        if value:
            raise SourceError(query.path, line, f"-- {key}: stands alone on its line; the body follows")
        if key in query.bodies:
            raise SourceError(query.path, line, f"a second -- {key}: body of {query.name}")
        if None in query.bodies and query.bodies[None][1].strip():
            raise SourceError(query.path, line, f"{query.name} has a body before -- {key}:")
        query.bodies.pop(None, None)
        query.bodies[key] = (line + 1, "")
        return key
    if query.bodies:
        raise SourceError(query.path, line, f"-- {key}: belongs before the body of {query.name}")
    if not value:
        raise SourceError(query.path, line, f"-- {key}: says nothing")
    if getattr(query, key):
        raise SourceError(query.path, line, f"a second -- {key}: line of {query.name}")
    setattr(query, key, read_fields(query, line, key, value) if key in ("param", "row") else value)
    return None


def read_queries(path):
    queries, query, engine = [], None, None
    for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        meta = META.match(text)
        if meta and meta[1] == "name":
            query, engine = read_name(path, line, meta[2]), None
            queries.append(query)
        elif meta and query and meta[1] in KEYS + ENGINES:
            engine = read_meta(query, line, meta[1], meta[2])
        elif meta and query and not query.bodies:
            raise SourceError(path, line, f"-- {meta[1]}: is unknown; write one of name, {', '.join(KEYS + ENGINES)}")
        elif query:
            if engine is None and not query.bodies and not text.strip():
                continue
            if engine is None and not set(query.bodies) <= {None}:
                raise SourceError(path, line, "text outside the two bodies")
            start, body = query.bodies.get(engine, (line, ""))
            query.bodies[engine] = (start, body + text + "\n")
        elif text.strip() and not text.startswith("--"):
            raise SourceError(path, line, "SQL before the first -- name:")
    for query in queries:
        finish(query)
    return queries


# --- checking and numbering ------------------------------------------------------------------------------------------

def number_params(query, start, body, order):
    """The body with $n for :name and without comments; appends names not met before to `order`."""
    declared = {field.name for field in query.param}
    out, ended, used, line = [], False, set(), start
    for match in TOKEN.finditer(body):
        kind, text = match.lastgroup, match[0]
        if ended and kind != "comment" and not text.isspace():
            raise SourceError(query.path, line, f"{query.name}: one statement only, nothing after its ;")
        if kind == "wrong":
            hint = "write :name" if text[0] in "$?" else "it is never closed"
            raise SourceError(query.path, line, f"{query.name}: {text}: {hint}")
        if kind == "name":
            if match["name"] not in declared:
                raise SourceError(query.path, line, f"{query.name}: :{match['name']} is not in its -- param: line")
            if match["name"] not in order:
                order.append(match["name"])
            used.add(match["name"])
            out.append(f"${order.index(match['name']) + 1}")
        elif kind == "end":
            ended = True
        elif kind != "comment":
            out.append(text)
        line += text.count("\n")
    if not ended:
        raise SourceError(query.path, line - 1, f"{query.name}: ends without ;")
    for name in sorted(declared - used):
        raise SourceError(query.path, query.line, f"{query.name}: parameter {name} is not used in its body")
    return "\n".join(text.rstrip() for text in "".join(out).splitlines() if text.strip())


def finish(query):
    engines = set(query.bodies)
    if engines == {None}:
        query.bodies = {engine: query.bodies[None] for engine in ENGINES}
    elif engines != set(ENGINES):
        raise SourceError(query.path, query.line, f"{query.name}: needs one body, or a -- sqlite: and a -- postgresql: body")
    if not query.what:
        raise SourceError(query.path, query.line, f"{query.name}: has no -- what: line")
    returns = query.kind in ("one", "many")
    if not returns and query.row:
        raise SourceError(query.path, query.line, f"{query.name}: an :{query.kind} has no -- row: line; write :one or :many")
    if returns and not query.row:
        raise SourceError(query.path, query.line, f"{query.name}: a :{query.kind} needs a -- row: line")
    if len(query.param) > MAX_PARAMS:
        raise SourceError(query.path, query.line, f"{query.name}: more than {MAX_PARAMS} parameters")
    for engine in ENGINES:
        query.sql[engine] = number_params(query, *query.bodies[engine], query.order)
        if not query.sql[engine]:
            raise SourceError(query.path, query.line, f"{query.name}: has no SQL")
        if query.kind == "load" and not LOAD.match(query.sql[engine]):
            raise SourceError(query.path, query.line, f"{query.name}: a :load is INSERT INTO ... VALUES (...), where "
                              "each parameter stands once")


def check_names(queries):
    seen = {}
    for query in queries:
        for function in query.functions():
            if function in seen:
                raise SourceError(query.path, query.line, f"{query.name}: {function}() is made already at "
                                  f"{seen[function].path}:{seen[function].line}")
            seen[function] = query


def read_migrations(paths):
    migrations = []
    for path in sorted(paths, key=lambda path: path.name):
        number, name = MIGRATION.match(path.name).groups()
        if int(number) != len(migrations) + 1:
            raise SourceError(path, 1, f"migration {len(migrations) + 1:04} is missing before it, or stands twice")
        migrations.append((int(number), name, path.read_text(encoding="utf-8")))
    return migrations


# --- writing ---------------------------------------------------------------------------------------------------------

def c_text(text, indent):
    """A C string literal, a line of the text on a line of its own."""
    escaped = [line.replace("\\", "\\\\").replace('"', '\\"').replace("?", "\\?") for line in text.splitlines()]
    return '"' + f'\\n"\n{indent}"'.join(escaped) + '"'


def struct(name, fields, owned):
    lines = ["typedef struct {"]
    for field in fields:
        lines.append(f"    {C_TYPES[field.kind]}{field.name};")
        if field.kind == "blob":
            lines.append(f"    gsize {field.name}_length;")
    if owned:
        lines.append("    void *owned; /* the block that holds the texts */")
    return lines + [f"}} {name};", ""]


def signature(query, head, tail):
    params = f"const {query.camel}Params *params, " if query.param else ""
    return f"{head}(DbConn *conn, {params}{tail})"


def one_signature(query):
    return "bool\n" + signature(query, f"sql_{query.name}", f"{query.camel}Row *ret_row, bool *ret_found, GError **error")


def header_of(query):
    lines = []
    if query.param:
        lines += struct(query.camel + "Params", query.param, False)
    if query.row:
        lines += struct(query.camel + "Row", query.row, query.kind == "one")
    lines += [f"extern const DbStatement {query.constant};", f"/* {query.what} */"]
    if query.kind == "one":
        clear = f"sql_{query.name}_row_clear"
        lines += [one_signature(query) + ";", "", "static inline void", f"{clear}({query.camel}Row *row)", "{",
                  "    g_free(row->owned);", f"    *row = ({query.camel}Row){{ 0 }};", "}",
                  f"G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC({query.camel}Row, {clear})"]
    elif query.kind == "many":
        lines += ["DbCursor *\n" + signature(query, f"sql_{query.name}", "GError **error") + ";",
                  f"DbStep sql_{query.name}_next(DbCursor *cursor, {query.camel}Row *ret_row, GError **error);"]
    else:
        lines += ["bool\n" + signature(query, f"sql_{query.name}", "int64_t *ret_changed, GError **error") + ";",
                  "bool\n" + signature(query, f"sql_{query.name}_later", "GError **error") + ";"]
    if query.kind == "load":
        lines.append(rows_signature(query) + ";")
    if query.row and query.param:
        lines.append("bool\n" + signature(query, f"sql_{query.name}_ahead", "GError **error") + ";")
    return lines + [""]


def initializers(query):
    """A DbValue for each parameter, by number."""
    kinds = {field.name: field.kind for field in query.param}
    member = {"int": "integer", "instant": "integer", "real": "real", "text": "text"}
    for name in query.order:
        kind = kinds[name]
        if kind == "blob":
            yield f"{{ .type = DB_BLOB, .blob = {{ params->{name}, params->{name}_length }} }}"
        else:
            yield f"{{ .type = {DB_TYPES[kind]}, .{member[kind]} = params->{name} }}"


def values_of(query):
    lines = [f"        {value}," for value in initializers(query)]
    return ["    const DbValue values[] = {", *lines, "    };", ""] if lines else []


def rows_signature(query):
    return f"bool\nsql_{query.name}_rows(DbConn *conn, const {query.camel}Params *rows, gsize count, GError **error)"


def rows_functions(query):
    fill = f"fill_{query.name}"
    return function(f"static void\n{fill}(const void *row, DbValue *values)", [
        f"    const {query.camel}Params *params = row;", "",
        *(f"    values[{i}] = (DbValue){value};" for i, value in enumerate(initializers(query)))]
    ) + function(rows_signature(query), [
        f"    const DbRows given = {{ {fill}, rows, sizeof *rows, count }};", "",
        f"    return db_exec_rows(conn, &{query.constant}, &given, error);"])


def statement_of(query):
    kinds = {field.name: field.kind for field in query.param}
    lines, row = [], query.camel + "Row"
    if query.order:
        types = ", ".join(DB_TYPES[kinds[name]] for name in query.order)
        lines += [f"static const DbType {query.name}_params[] = {{ {types} }};", ""]
    if query.row:
        lines.append(f"static const DbColumn {query.name}_columns[] = {{")
        for field in query.row:
            length = f"offsetof({row}, {field.name}_length)" if field.kind == "blob" else "0"
            lines.append(f'    {{ "{field.name}", {DB_TYPES[field.kind]}, offsetof({row}, {field.name}), {length} }},')
        lines += ["};", ""]
    lines += [f"const DbStatement {query.constant} = {{", f'    .name = "{query.name}",', "    .sql = {"]
    lines += [f"        [DB_ENGINE_{engine.upper()}] =\n            {c_text(query.sql[engine], ' ' * 12)},"
              for engine in ENGINES]
    lines += ["    },", f"    .index = {query.index},"]
    if query.order:
        lines += [f"    .param_count = {len(query.order)},", f"    .param_types = {query.name}_params,"]
    if query.row:
        lines += [f"    .column_count = {len(query.row)},", f"    .columns = {query.name}_columns,"]
    if query.scan:
        lines.append("    .may_scan = true,")
    return lines + ["};", ""]


def function(head, body):
    return [head, "{", *body, "}", ""]


def source_of(query):
    values = "values" if query.order else "NULL"
    call = f"conn, &{query.constant}, {values}"
    lines = statement_of(query)
    if query.kind == "one":
        lines += function(one_signature(query), values_of(query) + [
            f"    return db_query_row({call}, ret_row, sizeof *ret_row, &ret_row->owned, ret_found, error);"])
    elif query.kind == "many":
        lines += function("DbCursor *\n" + signature(query, f"sql_{query.name}", "GError **error"),
                          values_of(query) + [f"    return db_query({call}, error);"])
        lines += function(f"DbStep\nsql_{query.name}_next(DbCursor *cursor, {query.camel}Row *ret_row, GError **error)",
                          ["    return db_cursor_step_row(cursor, ret_row, error);"])
    else:
        lines += function("bool\n" + signature(query, f"sql_{query.name}", "int64_t *ret_changed, GError **error"),
                          values_of(query) + [f"    return db_exec({call}, ret_changed, error);"])
        lines += function("bool\n" + signature(query, f"sql_{query.name}_later", "GError **error"),
                          values_of(query) + [f"    return db_exec_later({call}, error);"])
    if query.kind == "load":
        lines += rows_functions(query)
    if query.row and query.param:
        lines += function("bool\n" + signature(query, f"sql_{query.name}_ahead", "GError **error"),
                          values_of(query) + [f"    return db_query_ahead({call}, error);"])
    return lines


def write(path, lines):
    """Writes only what changed, so that nothing else is built again."""
    text = "\n".join(lines).rstrip("\n") + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def write_concern(out, room, path, queries):
    made = f"/* Made by tools/sqlgen.py from {path.name}. */"
    header = [made, "#pragma once", "", '#include "db/db.h"', ""]
    source = [made, f'#include "{room}/sql_{path.stem}.h"', "", "#include <stddef.h>", "", '#include "db/row.h"', ""]
    for query in queries:
        header += header_of(query)
        source += source_of(query)
    write(out / f"sql_{path.stem}.h", header)
    write(out / f"sql_{path.stem}.c", source)


def write_catalog(out, room, symbol, concerns, migrations):
    made = "/* Made by tools/sqlgen.py: the catalog of all queries, and the migrations. */"
    queries = [query for group in concerns.values() for query in group]
    header = [made, "#pragma once", "", '#include "db/migrate.h"', *(f'#include "{room}/sql_{path.stem}.h"'
              for path in concerns), "", f"extern const DbCatalog {symbol}_CATALOG;",
              f"extern const Migration {symbol}_MIGRATIONS[];", f"extern const gsize {symbol}_MIGRATION_COUNT;"]
    source = [made, f'#include "{room}/queries.h"', "", "static const DbStatement *const statements[] = {",
              *(f"    &{query.constant}," for query in queries), "    NULL,", "};", "",
              f"const DbCatalog {symbol}_CATALOG = {{ statements, {len(queries)} }};", "",
              f"const Migration {symbol}_MIGRATIONS[] = {{"]
    for number, name, text in migrations:
        source.append(f'    {{ {number}, "{name}",\n      {c_text(text, " " * 6)} }},')
    source += ["    { 0 },", "};", f"const gsize {symbol}_MIGRATION_COUNT = {len(migrations)};"]
    write(out / "queries.h", header)
    write(out / "queries.c", source)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--room", required=True, help="folder of the generated headers, as in #include \"ROOM/...\"")
    parser.add_argument("--symbol", required=True, help="prefix of the catalog's names, as in STORE_CATALOG")
    parser.add_argument("--out", required=True, type=pathlib.Path, help="folder to write to")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    args = parser.parse_args()
    try:
        migrations = read_migrations([path for path in args.files if MIGRATION.match(path.name)])
        sources = sorted((path for path in args.files if not MIGRATION.match(path.name)), key=lambda path: path.stem)
        concerns = {path: read_queries(path) for path in sources}
        queries = [query for group in concerns.values() for query in group]
        check_names(queries)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    for index, query in enumerate(queries):
        query.index = index
    args.out.mkdir(parents=True, exist_ok=True)
    for path, group in concerns.items():
        write_concern(args.out, args.room, path, group)
    write_catalog(args.out, args.room, args.symbol, concerns, migrations)
    doubled = [query.name for query in queries if query.sql["sqlite"] != query.sql["postgresql"]]
    print(f"{args.room}: {len(queries)} queries, {len(doubled)} with two bodies"
          + (f" ({', '.join(doubled)})" if doubled else "") + f"; {len(migrations)} migrations")
    return 0


if __name__ == "__main__":
    sys.exit(main())
