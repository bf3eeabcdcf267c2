/* What a file holds, and which product wrote it, by its headers. See audit_columns.h. */
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

/* What the columns that were found say: those that only activities have, and those that only leads
 * have. */
static int
score_columns(const gsize *columns, const int *fields, gsize count)
{
    int found = 0;

    for (gsize i = 0; i < count; i++)
        found += columns[fields[i]] != IMPORT_NO_COLUMN;
    return found;
}

static bool
has_any(const gsize *columns, const int *fields, gsize count)
{
    return score_columns(columns, fields, count) > 0;
}

static const int TIMES[] = { ACT_AT, ACT_DUE, ACT_COMPLETED, ACT_CREATED };

/* How much a file looks like activities rather than like leads. */
static int
leaning(const ImportSource *source, const gsize acts[ACT_COLUMNS])
{
    static const int OF_ACTS[] = { ACT_KIND, ACT_KIND2,     ACT_DIRECTION, ACT_OUTCOME, ACT_DUE,
                                   ACT_AT,   ACT_COMPLETED, ACT_SUBJECT,   ACT_DURATION };
    static const int OF_LEADS[] = { LEAD_FIRST_NAME, LEAD_LAST_NAME, LEAD_EMAIL,
                                    LEAD_PHONE,      LEAD_MOBILE,    LEAD_COMPANY,
                                    LEAD_SOURCE,     LEAD_SEGMENT,   LEAD_COUNTRY };
    gsize leads[LEAD_COLUMNS];

    if (!audit_lead_columns(source, NULL, leads, NULL))
        return 0;
    return score_columns(acts, OF_ACTS, G_N_ELEMENTS(OF_ACTS)) -
           score_columns(leads, OF_LEADS, G_N_ELEMENTS(OF_LEADS));
}

AuditFileKind
audit_file_kind(const ImportSource *source)
{
    gsize columns[ACT_COLUMNS];

    if (!audit_activity_columns(source, NULL, columns, NULL))
        return AUDIT_FILE_UNKNOWN;
    bool has_time = has_any(columns, TIMES, G_N_ELEMENTS(TIMES));
    bool has_who = columns[ACT_LEAD] != IMPORT_NO_COLUMN ||
                   columns[ACT_CONTACT] != IMPORT_NO_COLUMN || columns[ACT_WHO] != IMPORT_NO_COLUMN;
    if (has_who && !has_time && score(source, "engagementid activityid") > 0)
        return AUDIT_FILE_LINKS;
    int acts = 2 * score(source, "callstarttime calltype callduration calldurationinseconds "
                                 "activitydate activitytype engagementid engagementtype direction "
                                 "calldirection emaildirection outcome calloutcome disposition "
                                 "calldisposition duedate startdatetime sentat subject tasksubtype "
                                 "eventid activityid callid taskid meetingid duration body "
                                 "messageid from to assignedto activity channel whoid") +
               score(source, "type status timestamp date time notes note description");
    int leads = 2 * score(source, "leadstatus leadsource lifecyclestage firstname lastname phone "
                                  "mobile company companyname jobtitle title industry country "
                                  "leadowner contactowner converted isconverted dealstage "
                                  "personname phonenumber website engagedate personemailwork") +
                score(source, "email name createddate createdate createdat status");
    int leans = leaning(source, columns);
    acts += MAX(leans, 0);
    leads += MAX(-leans, 0);
    if (acts == 0 && leads == 0)
        return AUDIT_FILE_UNKNOWN;
    return acts > leads && has_time ? AUDIT_FILE_ACTIVITIES : AUDIT_FILE_LEADS;
}

AuditFileKind
audit_sheet_kind(const ImportSource *source)
{
    static const int PEOPLE[] = { ACT_LEAD, ACT_CONTACT, ACT_WHO,  ACT_DEAL, ACT_EMAIL,
                                  ACT_FROM, ACT_TO,      ACT_NAME, ACT_PHONE };
    static const int LEADS[] = { LEAD_ID_COLUMN, LEAD_EMAIL, LEAD_PHONE, LEAD_MOBILE };
    AuditFileKind kind = audit_file_kind(source);
    gsize acts[ACT_COLUMNS], leads[LEAD_COLUMNS];

    if (kind == AUDIT_FILE_LEADS && (!audit_lead_columns(source, NULL, leads, NULL) ||
                                     !has_any(leads, LEADS, G_N_ELEMENTS(LEADS))))
        return AUDIT_FILE_UNKNOWN;
    if (kind == AUDIT_FILE_ACTIVITIES && (!audit_activity_columns(source, NULL, acts, NULL) ||
                                          !has_any(acts, PEOPLE, G_N_ELEMENTS(PEOPLE))))
        return AUDIT_FILE_UNKNOWN;
    return kind;
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
