/* Today: the best next task fills the eye, the rest of the day stays quiet. */
#include "web/pages.h"

static void
get_today(WebCall *call)
{
    g_autoptr(json_t) rows = call_operation(call, "today", NULL);

    if (rows == NULL)
        return;
    call_page(call, "today", "today", "Today", rows);
}

const PageRoute TODAY_ROUTES[] = {
    { "GET", "/today", get_today, 0 },
    { 0 },
};
