/* All tables of routes. */
#include "web/pages.h"

const PageRoute *const PAGE_ROUTES[] = {
    IMPORT_ROUTES,
    SEQUENCE_EDIT_ROUTES,
    SEQUENCE_ROUTES,
    SETTINGS_ROUTES,
    SIGN_IN_ROUTES,
    TODAY_ROUTES,
    TOUCHES_ROUTES,
    PROMISES_ROUTES,
    NULL,
};
