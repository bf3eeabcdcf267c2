/* Which product wrote a file, and whether it only links, by its headers. See audit_columns.h. */
#include "app/audit_columns.h"

#include <string.h>

#include "text/fold.h"

static int
score(const ImportSource *source, const char *words)
{
    g_auto(GStrv) list = g_strsplit(words, " ", -1);
    char folded[128];
    int found = 0;

    for (gsize c = 0; c < source->header_count; c++)
        if (text_fold(import_header_bare(source->headers[c]), folded, sizeof folded)) {
            const char *bare = g_str_has_prefix(folded, "propertyhs") ? folded + 10
                               : g_str_has_prefix(folded, "property") ? folded + 8
                                                                      : folded;
            found += g_strv_contains((const char *const *)list, bare);
        }
    return found;
}

bool
audit_file_is_links(const ImportSource *source)
{
    static const int TIMES[] = { ACT_AT, ACT_DUE, ACT_COMPLETED, ACT_CREATED };
    gsize columns[ACT_COLUMNS];

    if (!audit_activity_columns(source, NULL, columns, NULL))
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(TIMES); i++)
        if (columns[TIMES[i]] != IMPORT_NO_COLUMN)
            return false;
    bool has_who = columns[ACT_LEAD] != IMPORT_NO_COLUMN ||
                   columns[ACT_CONTACT] != IMPORT_NO_COLUMN || columns[ACT_WHO] != IMPORT_NO_COLUMN;
    return has_who && score(source, "engagementid activityid") > 0;
}

const char *
audit_file_product(const ImportSource *source)
{
    static const struct {
        const char *name, *words;
    } PRODUCTS[] = {
        { "hubspot",
          "recordid engagementid activityassignedto calldirection emaildirection "
          "lifecyclestage contactowner createdate associatedcontact associatedcontactids "
          "engagementtype allownerids hubspotownerid" },
        { "salesforce", "whoid whatid tasksubtype calldisposition isclosed isdeleted createdbyid "
                        "activitydate ownerid systemmodstamp calltype isconverted createddate "
                        "lastmodifiedbyid companyaccount fullcomments assigned callresult "
                        "taskevent converted leadowner" },
        { "pipedrive", "personname personemailwork organizationname markedasdonetime addtime "
                       "assignedtouser duetime contactperson personid dealtitle done" },
        { "zoho", "callowner calltype callstarttime eventowner taskowner leadowner createdtime "
                  "modifiedtime callpurpose semodule leadid contactid startdatetime whoidid" },
        { "apollo", "apollocontactid apolloaccountid sequencename sequencestep emailstatus "
                    "contactstage personlinkedinurl emailsent emailreplied" },
        { "close", "leadid leadname activityat displayname userid username dateupdated datecreated "
                   "statuslabel contactid cccount" },
        { "outreach", "prospectid prospectemail steptype stage dueat sequencestate mailingstate "
                      "deliveredat touchedat "
                      "sequence openedat repliedat clickedat sequencestep mailingtype mailingid "
                      "stagename" },
        { "salesloft", "personstage personid personemail sentiment cadencename cadence "
                       "cadencestep sendtype calledby" },
    };
    const char *best = "generic";
    int most = 1;

    for (gsize i = 0; i < G_N_ELEMENTS(PRODUCTS); i++) {
        int found = score(source, PRODUCTS[i].words);
        if (found > most) {
            most = found;
            best = PRODUCTS[i].name;
        }
    }
    return best;
}
