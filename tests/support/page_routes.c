/* The server's own table of pages, a line each: METHOD PATTERN. The browser's walk goes by it, so
 * that a page which nobody walks is noticed. */
#include <stdio.h>

#include "web/pages.h"

int
main(void)
{
    for (gsize i = 0; PAGE_ROUTES[i] != NULL; i++)
        for (const PageRoute *route = PAGE_ROUTES[i]; route->method != NULL; route++)
            printf("%s %s\n", route->method, route->pattern);
    return 0;
}
