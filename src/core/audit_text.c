/* See audit_text.h. */
#include "core/audit_text.h"

#include <string.h>

/* FNV-1a over letters and digits in lower case; bytes beyond ASCII as they are. */
static const char *
next_word(const char *p, uint32_t *ret_hash)
{
    uint32_t hash = 2166136261u;
    bool any = false;

    for (; *p != '\0'; p++) {
        unsigned char c = (unsigned char)*p;
        if (g_ascii_isalnum(c) || c >= 0x80) {
            hash = (hash ^ (unsigned char)g_ascii_tolower(*p)) * 16777619u;
            any = true;
        } else if (any && c != '\'') {
            break;
        }
    }
    *ret_hash = any ? (hash != 0 ? hash : 1) : 0;
    return p;
}

uint32_t
audit_text_print(const char *text)
{
    uint32_t print = 2166136261u, word;
    bool any = false;

    for (const char *p = text; *p != '\0';) {
        p = next_word(p, &word);
        if (word == 0)
            break;
        print = (print ^ word) * 16777619u;
        any = true;
    }
    return any ? (print != 0 ? print : 1) : 0;
}

const char *
audit_subject_bare(const char *subject, bool *ret_reply)
{
    static const char *const MARKS[] = { "re:",  "aw:",  "fwd:", "fw:",  "wg:", "sv:",  "tr:",
                                         "rif:", "res:", "enc:", "ref:", "vs:", "antw:" };
    /* What systems that keep mails as tasks put before the subject. */
    static const char *const LABELS[] = { "email: >>", "email: <<", "e-mail: >>", "e-mail: <<" };

    *ret_reply = false;
    for (gsize i = 0; i < G_N_ELEMENTS(LABELS); i++)
        if (g_ascii_strncasecmp(subject, LABELS[i], strlen(LABELS[i])) == 0)
            subject += strlen(LABELS[i]);
    for (gsize i = 0; i < G_N_ELEMENTS(MARKS); i++) {
        while (g_ascii_isspace(*subject))
            subject++;
        if (g_ascii_strncasecmp(subject, MARKS[i], strlen(MARKS[i])) == 0) {
            subject += strlen(MARKS[i]);
            *ret_reply = true;
            i = (gsize)-1;
        }
    }
    return subject;
}
