/* GMime's start, once for the process, before any thread uses it. */
#include "mail/mime_library.h"

void
mime_library_init(void)
{
    static gsize done;

    if (g_once_init_enter(&done)) {
        g_mime_init();
        g_once_init_leave(&done, 1);
    }
}
