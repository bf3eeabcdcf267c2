/* First day back, from running text. */
#include "mail/return_date.h"

Day
return_date_find(const char *text, Day today)
{
    (void)text;
    (void)today;
    return INT32_MIN;
}
