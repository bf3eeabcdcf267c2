/* Drafts and promises in words: places lie inside the text, windows end after they begin, and a
 * text says nothing new against itself. */
#include "fuzz.h"

#include "core/lint.h"
#include "core/promise_words.h"

#define TODAY 20781 /* Tue 24 Nov 2026 */

static void
check_promise(const char *text, PromiseSide side)
{
    PromiseWords found;

    if (!promise_words_find(text, side, TODAY, &found))
        return;
    g_assert_true(found.from <= found.to && found.to <= strlen(text));
    g_assert_true(found.from_day >= TODAY && found.until_day >= found.from_day);
    g_assert_true(found.from_minutes >= 0 && found.until_minutes <= 26 * 60);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)MIN(size, 20000));
    g_autoptr(GPtrArray) thread = g_ptr_array_new();
    LintInput input = { .subject = text, .body = text, .thread = thread };

    g_ptr_array_add(thread, text);
    g_autoptr(LintReport) report = lint_check(&input);
    g_assert_true(report->novelty >= 0 && report->novelty <= 1);
    for (guint i = 0; i < report->findings->len; i++) {
        const LintFinding *finding = g_ptr_array_index(report->findings, i);
        g_assert_true(g_utf8_validate(finding->text, -1, NULL));
        g_assert_true(finding->column >= 1 && finding->suggestion != NULL);
    }
    check_promise(text, PROMISE_OURS);
    check_promise(text, PROMISE_ASKED);
    return 0;
}
