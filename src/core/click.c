/* The signs of a program, surest first. */
#include "core/click.h"

#include <glib.h>
#include <string.h>

#define SOON_US (30 * SECOND_US)
#define BURST_US (3 * SECOND_US)

/* What programs that fetch links call themselves, in small letters. */
static const char *const PROGRAMS[] = {
    "bot",
    "crawl",
    "spider",
    "scan",
    "preview",
    "headless",
    "barracuda",
    "mimecast",
    "proofpoint",
    "safelinks",
    "ironport",
    "fortinet",
    "fortigate",
    "trendmicro",
    "symantec",
    "sophos",
    "zscaler",
    "fireeye",
    "trustwave",
    "checkpoint",
    "cloudmark",
    "forcepoint",
    "mcafee",
    "kaspersky",
    "bitdefender",
    "curl/",
    "wget",
    "python",
    "java/",
    "okhttp",
    "libwww",
    "perl",
    "ruby",
    "go-http",
    "httpclient",
    "axios",
    "node-fetch",
    "undici",
    "facebookexternalhit",
    "whatsapp",
    "slack",
    "telegram",
    "skypeuripreview",
    "googleimageproxy",
    "yahoomailproxy",
    "microsoft office",
};

static bool
is_program(const char *agent)
{
    g_autofree char *small = g_ascii_strdown(agent, -1);

    if (!g_str_has_prefix(small, "mozilla/"))
        return true;
    for (gsize i = 0; i < G_N_ELEMENTS(PROGRAMS); i++)
        if (strstr(small, PROGRAMS[i]) != NULL)
            return true;
    return false;
}

const char *
click_by_program(const Click *click)
{
    if (strcmp(click->method, "GET") != 0)
        return "head";
    if (click->purpose != NULL && g_ascii_strncasecmp(click->purpose, "pref", 4) == 0)
        return "prefetch";
    if (click->agent == NULL || is_program(click->agent))
        return "program";
    if (click->sent_us == INSTANT_NONE || click->at_us - click->sent_us < SOON_US)
        return "too-soon";
    if (click->other_link_us != INSTANT_NONE && click->at_us - click->other_link_us < BURST_US)
        return "all-links";
    return NULL;
}
