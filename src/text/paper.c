/* See paper.h. */
#include "text/paper.h"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define MARGIN 54.0
#define FOOT 62.0    /* from the lower edge to the last line */
#define SIZE 9.5     /* of plain text */
#define CELL_PAD 8.0 /* between two columns */
#define CELL_LINES 3
#define BAR_HEIGHT 13.0
#define BAR_STEP 18.0
#define BAR_SAY 150.0 /* kept free for what a bar says */
#define CARD_PAD 8.0
#define CARD_GAP 9.0

struct Paper {
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoContext *context;
    PangoLayout *layout;
    const char *title;
    double width, height, y;
    int page, pages; /* pages: 0 while counting */
    const PaperColumn *columns;
    gsize column_count;
};

typedef struct {
    double red, green, blue;
} Ink;

static const Ink INK = { 0.15, 0.13, 0.12 }, SOFT = { 0.36, 0.34, 0.31 },
                 LINE = { 0.87, 0.85, 0.82 }, ACCENT = { 0.06, 0.36, 0.36 },
                 WASH = { 0.97, 0.96, 0.94 }, HALO = { 1, 1, 1 };

bool
paper_size_parse(const char *name, PaperSize *ret)
{
    *ret = g_ascii_strcasecmp(name, "letter") == 0 ? PAPER_LETTER : PAPER_A4;
    return *ret == PAPER_LETTER || g_ascii_strcasecmp(name, "a4") == 0;
}

static void
ink(Paper *self, Ink with)
{
    cairo_set_source_rgb(self->cairo, with.red, with.green, with.blue);
}

static double
inner_width(const Paper *self)
{
    return self->width - 2 * MARGIN;
}

/* --- text ------------------------------------------------------------------------------------- */

typedef struct {
    double size;
    bool bold, right;
    int lines; /* at most; 0: any number */
} Type;

/* Sets a text into the layout; returns its height. */
static double
set_text(Paper *self, const char *text, double width, Type type)
{
    g_autoptr(GString) clean = g_string_new(text != NULL ? text : "");
    PangoFontDescription *font = pango_font_description_new();
    int height;

    for (char *p = clean->str; *p != '\0'; p++)
        if ((unsigned char)*p < ' ')
            *p = ' ';
    pango_font_description_set_family_static(font, "sans-serif");
    pango_font_description_set_weight(font, type.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font, type.size * PANGO_SCALE);
    pango_layout_set_font_description(self->layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(self->layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(self->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(self->layout, type.right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_height(self->layout, type.lines > 0 ? -type.lines : -G_MAXINT16);
    pango_layout_set_ellipsize(self->layout,
                               type.lines > 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    pango_layout_set_text(self->layout, clean->str, (int)clean->len);
    pango_layout_get_size(self->layout, NULL, &height);
    return height / (double)PANGO_SCALE;
}

static void
draw_text(Paper *self, double x, double y)
{
    cairo_move_to(self->cairo, x, y);
    pango_cairo_show_layout(self->cairo, self->layout);
}

/* Sets and draws; returns the height. */
static double
put_text(Paper *self, const char *text, double x, double y, double width, Type type)
{
    double height = set_text(self, text, width, type);

    draw_text(self, x, y);
    return height;
}

/* --- pages ------------------------------------------------------------------------------------ */

static void
draw_foot(Paper *self)
{
    double y = self->height - FOOT + 24;
    g_autofree char *number = self->pages > 0 ? g_strdup_printf("%d of %d", self->page, self->pages)
                                              : g_strdup_printf("%d", self->page);

    ink(self, SOFT);
    put_text(self, self->title, MARGIN, y, inner_width(self) / 2, (Type){ 8, .lines = 1 });
    put_text(self, number, MARGIN + inner_width(self) / 2, y, inner_width(self) / 2,
             (Type){ 8, .right = true });
}

static void
next_page(Paper *self)
{
    draw_foot(self);
    cairo_show_page(self->cairo);
    self->page++;
    self->y = MARGIN;
}

/* Makes sure that so much fits; true when that took a new page. */
static bool
need(Paper *self, double height)
{
    if (self->y + height <= self->height - FOOT || self->y <= MARGIN)
        return false;
    next_page(self);
    return true;
}

static void
rule(Paper *self, double y)
{
    ink(self, LINE);
    cairo_set_line_width(self->cairo, 0.5);
    cairo_move_to(self->cairo, MARGIN, y);
    cairo_line_to(self->cairo, self->width - MARGIN, y);
    cairo_stroke(self->cairo);
}

void
paper_title(Paper *self, const char *text)
{
    ink(self, INK);
    self->y += put_text(self, text, MARGIN, self->y, inner_width(self), (Type){ 20, .bold = true });
    self->y += 4;
}

void
paper_heading(Paper *self, const char *text)
{
    self->y += self->y > MARGIN ? 14 : 0;
    need(self, 90);
    if (self->pages > 0) {
        g_autofree char *place =
            g_strdup_printf("page=%d pos=[%.1f %.1f]", self->page, MARGIN, self->y);
        cairo_pdf_surface_add_outline(self->surface, CAIRO_PDF_OUTLINE_ROOT, text, place,
                                      CAIRO_PDF_OUTLINE_FLAG_OPEN);
    }
    ink(self, INK);
    self->y += put_text(self, text, MARGIN, self->y, inner_width(self), (Type){ 13, .bold = true });
    self->y += 4;
}

/* A paragraph longer than the rest of the page goes on a new one whole; paragraphs are short. */
static void
paragraph(Paper *self, const char *text, double x, Type type, Ink with)
{
    double width = self->width - MARGIN - x;

    if (text == NULL || text[0] == '\0')
        return;
    need(self, set_text(self, text, width, type));
    ink(self, with);
    self->y += put_text(self, text, x, self->y, width, type) + 4;
}

void
paper_text(Paper *self, const char *text, PaperTone tone)
{
    paragraph(self, text, MARGIN,
              (Type){ tone == PAPER_SOFT ? SIZE - 1 : SIZE, .bold = tone == PAPER_STRONG },
              tone == PAPER_SOFT ? SOFT : INK);
}

void
paper_bullet(Paper *self, const char *text)
{
    need(self, set_text(self, text, inner_width(self) - 12, (Type){ .size = SIZE }));
    ink(self, SOFT);
    cairo_arc(self->cairo, MARGIN + 3, self->y + SIZE * 0.66, 1.5, 0, 2 * G_PI);
    cairo_fill(self->cairo);
    paragraph(self, text, MARGIN + 12, (Type){ .size = SIZE }, INK);
}

/* --- figures and bars ------------------------------------------------------------------------- */

void
paper_figures(Paper *self, const PaperFigure *figures, gsize count)
{
    double width = (inner_width(self) - CARD_GAP * (double)(count - 1)) / (double)count;
    double inside = width - 2 * CARD_PAD, tallest = 0;

    for (gsize i = 0; i < count; i++)
        tallest = fmax(tallest, set_text(self, figures[i].how, inside, (Type){ .size = 7.5 }));
    double height = 2 * CARD_PAD + 44 + tallest;
    need(self, height + 6);
    for (gsize i = 0; i < count; i++) {
        double x = MARGIN + (width + CARD_GAP) * (double)i, y = self->y;
        cairo_rectangle(self->cairo, x, y, width, height);
        ink(self, WASH);
        cairo_fill(self->cairo);
        ink(self, INK);
        put_text(self, figures[i].name, x + CARD_PAD, y + CARD_PAD, inside,
                 (Type){ SIZE, .bold = true, .lines = 1 });
        put_text(self, figures[i].value, x + CARD_PAD, y + CARD_PAD + 14, inside,
                 (Type){ strlen(figures[i].value) > 4 ? 12 : 20, .lines = 1 });
        ink(self, SOFT);
        put_text(self, figures[i].how, x + CARD_PAD, y + CARD_PAD + 42, inside,
                 (Type){ .size = 7.5 });
    }
    self->y += height + 6;
}

static double
longest(const PaperBar *bars, gsize count)
{
    double most = 0;

    for (gsize i = 0; i < count; i++)
        most = fmax(most, isnan(bars[i].high) ? bars[i].value : fmax(bars[i].value, bars[i].high));
    return most;
}

static void
draw_interval(Paper *self, double x, double scale, const PaperBar *bar)
{
    double y = self->y + BAR_HEIGHT / 2, low = x + bar->low * scale, high = x + bar->high * scale;

    cairo_move_to(self->cairo, low, y);
    cairo_line_to(self->cairo, high, y);
    for (int end = 0; end < 2; end++) {
        cairo_move_to(self->cairo, end ? high : low, y - 3);
        cairo_line_to(self->cairo, end ? high : low, y + 3);
    }
    ink(self, HALO); /* so that it shows on the bar, too */
    cairo_set_line_width(self->cairo, 2.6);
    cairo_stroke_preserve(self->cairo);
    ink(self, INK);
    cairo_set_line_width(self->cairo, 0.9);
    cairo_stroke(self->cairo);
}

static void
draw_bar(Paper *self, double name_width, double scale, const PaperBar *bar)
{
    double x = MARGIN + name_width + 8, width = bar->value > 0 ? fmax(bar->value * scale, 0.8) : 0;
    double end = isnan(bar->high) ? width : fmax(width, bar->high * scale);

    ink(self, INK);
    put_text(self, bar->name, MARGIN, self->y, name_width,
             (Type){ SIZE, .right = true, .lines = 1 });
    ink(self, ACCENT);
    cairo_rectangle(self->cairo, x, self->y, width, BAR_HEIGHT);
    if (bar->thin) {
        const double dash[] = { 2, 2 };
        cairo_set_line_width(self->cairo, 0.7);
        cairo_set_dash(self->cairo, dash, 2, 0);
        cairo_stroke(self->cairo);
        cairo_set_dash(self->cairo, NULL, 0, 0);
    } else {
        cairo_fill(self->cairo);
    }
    if (!isnan(bar->low) && !isnan(bar->high))
        draw_interval(self, x, scale, bar);
    ink(self, INK);
    put_text(self, bar->say, x + end + 6, self->y, self->width - MARGIN - (x + end + 6),
             (Type){ SIZE, .lines = 1 });
    self->y += BAR_STEP;
}

void
paper_bars(Paper *self, const PaperBar *bars, gsize count)
{
    const double name_width = 112;
    double room = inner_width(self) - name_width - 8 - BAR_SAY, most = longest(bars, count);

    self->y += 2;
    for (gsize i = 0; i < count; i++) {
        need(self, BAR_STEP);
        draw_bar(self, name_width, most > 0 ? room / most : 0, &bars[i]);
    }
    self->y += 4;
}

/* --- tables ----------------------------------------------------------------------------------- */

static double
column_width(const Paper *self, gsize column)
{
    double all = 0;

    for (gsize i = 0; i < self->column_count; i++)
        all += self->columns[i].share;
    return inner_width(self) * self->columns[column].share / all;
}

static double
row_height(Paper *self, const char *const *cells, Type type)
{
    double tallest = SIZE;

    for (gsize i = 0; i < self->column_count; i++)
        tallest = fmax(tallest, set_text(self, cells[i], column_width(self, i) - CELL_PAD, type));
    return tallest + 2 * 3;
}

static void
draw_row(Paper *self, const char *const *cells, double height, Type type, Ink with)
{
    double x = MARGIN;

    for (gsize i = 0; i < self->column_count; i++) {
        type.right = self->columns[i].number;
        ink(self, with);
        put_text(self, cells[i], x, self->y + 3, column_width(self, i) - CELL_PAD, type);
        x += column_width(self, i);
    }
    self->y += height;
    rule(self, self->y);
}

static void
draw_head(Paper *self)
{
    g_autofree const char **titles = g_new0(const char *, self->column_count);
    Type type = { 8, .bold = true };

    for (gsize i = 0; i < self->column_count; i++)
        titles[i] = self->columns[i].title;
    draw_row(self, titles, row_height(self, titles, type), type, SOFT);
}

void
paper_table_begin(Paper *self, const PaperColumn *columns, gsize count)
{
    self->columns = columns;
    self->column_count = count;
    need(self, 60);
    draw_head(self);
}

void
paper_table_row(Paper *self, const char *const *cells)
{
    Type type = { 8.5, .lines = CELL_LINES };
    double height = row_height(self, cells, type);

    if (need(self, height))
        draw_head(self);
    draw_row(self, cells, height, type, INK);
}

void
paper_table_end(Paper *self)
{
    self->columns = NULL;
    self->y += 6;
}

/* --- the document ----------------------------------------------------------------------------- */

static cairo_status_t
take_bytes(void *data, const unsigned char *bytes, unsigned int length)
{
    g_byte_array_append(data, bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

/* What fontconfig keeps for the process goes with the process. */
static void
return_fonts_at_exit(void)
{
    static gsize once;

    if (!g_once_init_enter(&once))
        return;
    atexit(FcFini);
    g_once_init_leave(&once, 1);
}

/* Draws once; returns the number of pages, or -1. `pages` 0: only to count. */
static int
draw_once(Paper *self, int pages, const char *date, GByteArray *out, PaperDraw draw,
          const void *data)
{
    PangoFontMap *fonts = pango_cairo_font_map_new();

    self->surface = cairo_pdf_surface_create_for_stream(out != NULL ? take_bytes : NULL, out,
                                                        self->width, self->height);
    cairo_pdf_surface_set_metadata(self->surface, CAIRO_PDF_METADATA_TITLE, self->title);
    cairo_pdf_surface_set_metadata(self->surface, CAIRO_PDF_METADATA_CREATOR, "Seventh");
    if (date != NULL)
        cairo_pdf_surface_set_metadata(self->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    self->cairo = cairo_create(self->surface);
    self->context = pango_font_map_create_context(fonts);
    pango_cairo_update_context(self->cairo, self->context);
    self->layout = pango_layout_new(self->context);
    self->page = 1;
    self->pages = pages;
    self->y = MARGIN;
    draw(self, data);
    draw_foot(self);
    cairo_show_page(self->cairo);
    bool done = cairo_status(self->cairo) == CAIRO_STATUS_SUCCESS;
    g_object_unref(self->layout);
    g_object_unref(self->context);
    cairo_destroy(self->cairo);
    cairo_surface_finish(self->surface);
    done = done && cairo_surface_status(self->surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(self->surface);
    g_object_unref(fonts);
    return done ? self->page : -1;
}

GBytes *
paper_print(PaperSize size, const char *title, const char *date, PaperDraw draw, const void *data,
            GError **error)
{
    Paper self = { .title = title,
                   .width = size == PAPER_A4 ? 595.28 : 612,
                   .height = size == PAPER_A4 ? 841.89 : 792 };
    g_autoptr(GByteArray) out = g_byte_array_new();
    return_fonts_at_exit();
    int pages = draw_once(&self, 0, date, NULL, draw, data);

    if (pages > PAPER_MAX_PAGES) {
        error_set(error, SEVENTH_ERROR_LIMIT, "the PDF would have %d pages; %d are possible", pages,
                  PAPER_MAX_PAGES);
        return NULL;
    }
    if (pages < 0 || draw_once(&self, pages, date, out, draw, data) < 0) {
        error_set(error, SEVENTH_ERROR_IO, "the PDF could not be drawn");
        return NULL;
    }
    return g_byte_array_free_to_bytes(g_steal_pointer(&out));
}
