/* See audit_columns.h. */
#include "app/audit_columns.h"

#include <string.h>

#include "app/import_words.h"
#include "base/error.h"
#include "text/fold.h"

/* `field`: the import's words follow the own ones. */
typedef struct {
    const char *name, *words;
    int field; /* ImportField, or IMPORT_NO_FIELD */
} Words;

static const Words LEAD_WORDS[LEAD_COLUMNS] = {
    [LEAD_ID_COLUMN] = { "id",
                         "leadid contactid personid prospectid recordid leadid18 contactid18 "
                         "opportunityid dealid apollocontactid id copperid pipedrivesystemid "
                         "itemid lead contact targetableid hsobjectid lead18 kdnr kundennr "
                         "kundennummer nr ref reference referencia codigo codigocliente numero "
                         "nichtandernlead interessentennr",
                         IMPORT_EXTERNAL_ID },
    [LEAD_EMAIL] = { "email",
                     "personemailwork personemail contactemail leademail prospectemail "
                     "primarycontactprimaryemail primarycontactemail primaryemail email1 "
                     "contact1email contact1email1 workemail businessemail courriel correo "
                     "correoelectronico adressemail email mail",
                     IMPORT_EMAIL },
    [LEAD_FIRST_NAME] = { "first_name", "personfirstname vorname prenom nombre",
                          IMPORT_FIRST_NAME },
    [LEAD_LAST_NAME] = { "last_name", "personlastname nachname familienname nom apellidos apellido",
                         IMPORT_LAST_NAME },
    [LEAD_NAME] = { "name",
                    "primarycontactname contact1name displayname leadcontactperson prospect "
                    "name leadtitle contactperson dealcontactperson ansprechpartner who "
                    "interessent",
                    IMPORT_FULL_NAME },
    [LEAD_COMPANY] = { "company",
                       "companyname accountname organizationname company account "
                       "organization leadname associatedcompany companyaccount displayname firm "
                       "firma firmenname unternehmen societe entreprise empresa personcompanyname "
                       "dealorganization",
                       IMPORT_COMPANY },
    [LEAD_PHONE] = { "phone",
                     "personphonework personphone phonework primarycontactprimaryphone "
                     "primaryphone "
                     "contact1phone workdirectphone corporatephone businessphone workphone telefon "
                     "telephone telefono tel officephone",
                     IMPORT_PHONE },
    [LEAD_MOBILE] = { "mobile",
                      "personphonemobile movil portable handy cell mobil cellphone mobilnummer",
                      IMPORT_MOBILE },
    [LEAD_LINKEDIN] = { "linkedin", "", IMPORT_LINKEDIN },
    [LEAD_COUNTRY] = { "country",
                       "country addresses1country address1country primaryaddresscountry "
                       "mailingcountry billingcountry personcountry companycountry",
                       IMPORT_COUNTRY },
    [LEAD_REGION] = { "region", "", IMPORT_REGION },
    [LEAD_ZONE] = { "zone", "hstimezone", IMPORT_ZONE },
    [LEAD_OWNER] = { "owner",
                     "contactowner leadowner personowner ownername owner salesagent "
                     "assignedto assigneduser hubspotowner owneremail hubspotownerid ownerid "
                     "leadownerid contactownerid salesowner leadinhaber inhaber kontaktinhaber "
                     "ownername besitzer betreuer commercial comercial rep responsibleuser "
                     "dealowner vertriebler verkaufer zustandig responsable propietario",
                     IMPORT_OWNER },
    [LEAD_SOURCE] = { "source",
                      "leadsource originalsource originaltrafficsource customsource "
                      "customleadsource "
                      "utmsource leadquelle sourcechannel quelle hsanalyticssource howtheyfoundus "
                      "herkunft origine origen fuente cameinthrough",
                      IMPORT_SOURCE },
    [LEAD_SEGMENT] = { "segment",
                       "segment industry sector leadsegment tier companysize employees "
                       "numberofemployees branche region territory",
                       IMPORT_NO_FIELD },
    [LEAD_CREATED] = { "created",
                       "createddate createdate createdtime createdat leadcreated datecreated "
                       "created inquirydate inquirytime inquiredat submittedat receivedat "
                       "datereceived leaddate leadcreateddate personcreated engagedate "
                       "firstconversiondate entrydate signupdate enteredat createdon leadcreatedon "
                       "erstelldatum erstelltam erstellt angelegtam eingangsdatum fechadecreacion "
                       "datedecreation added datecreatedutc createdutc dealcreated dealdealcreated "
                       "cameinon camein eingangam eingang eingegangenam fechadealta alta "
                       "creele creeele dateentree anlagedatum",
                       IMPORT_CREATED_AT },
    [LEAD_CREATED_TIME] = { "created_time", "createtime timecreated", IMPORT_NO_FIELD },
    [LEAD_STATUS] = { "status",
                      "leadstatus hsleadstatus status dealstage stage lifecyclestage contactstatus "
                      "contactstage contactstatusc leadstage statuslabel prospectstage state1 "
                      "label personlabel tags statusreason estado statut estadodelcandidato "
                      "statutdelapiste hsleadstatus statusgrund stand dealstatus personstagename "
                      "situation situacion wherewestand",
                      IMPORT_NO_FIELD },
    [LEAD_CONVERTED] = { "converted",
                         "converted isconverted won iswon converteddate becameacustomerdate "
                         "convertedat customer konvertiert wondeals",
                         IMPORT_NO_FIELD },
    [LEAD_DELETED] = { "deleted", "isdeleted deleted fivetrandeleted", IMPORT_NO_FIELD },
    [LEAD_OPTED_OUT] = { "opted_out", "", IMPORT_OPTED_OUT },
};

static const Words ACT_WORDS[ACT_COLUMNS] = {
    [ACT_ID] = { "id",
                 "activityid callid emailid meetingid taskid eventid engagementid messageid "
                 "mailingid recordid objectid hsobjectid externalid id aktivitatsid vorgangsid "
                 "hsobjectid ndeg",
                 IMPORT_NO_FIELD },
    [ACT_AT] = { "at",
                 "callstarttime calldatetime calltime calledat calldate callat startdatetime "
                 "activitydatetime activitytimestamp activitydate activityat occurredat "
                 "happenedat datetime dateandtime timestamp senton sentat sentdatetime sentdate "
                 "datesent timesent deliveredat receivedat emaildate emailsentat emailsentdate "
                 "maildate meetingstarttime meetingstart meetingdate starttime startdate startsat "
                 "start startedat eventdate eventtime touchdate touchedat contactdate contactedat "
                 "activitycreateddate loggedat date when datum fecha occurredon dialedat "
                 "hstimestamp messagedate fechayhora fechahora zeitpunkt wann quand cuando "
                 "calltime dateheure dateetheure timeutc dateutc",
                 IMPORT_NO_FIELD },
    [ACT_TIME] = { "time",
                   "timeofday activitytime calltimeofday senttime time hour uhrzeit heure hora",
                   IMPORT_NO_FIELD },
    [ACT_DUE] = { "due",
                  "duedate duedatetime dueat dueon due taskduedate datedue deadline "
                  "fallig falligkeit falligkeitsdatum falligam fechadevencimiento datedecheance "
                  "echeance duedateutc",
                  IMPORT_NO_FIELD },
    [ACT_COMPLETED] = { "completed",
                        "completedat completeddatetime completeddate completedtime completedon "
                        "completiondate completiontime datecompleted donetime donedate doneat "
                        "markedasdonetime markedasdoneat closeddate closedat closedtime finishedat "
                        "actualend erledigtam datecompletedutc completeddateutc tatsachlichesende",
                        IMPORT_NO_FIELD },
    [ACT_CREATED] = { "created",
                      "createddate createdate createdtime createdat datecreated created "
                      "addtime dateadded createdon addedat loggeddate erstelldatum erstelltam "
                      "fechadecreacion datedecreation hscreatedate datecreatedutc createdatutc",
                      IMPORT_NO_FIELD },
    [ACT_KIND] = { "channel",
                   "channel activitytype engagementtype interactiontype touchtype "
                   "communicationtype activitykind type kind medium method activity kanal art "
                   "touchpoint eventtype mode action actiontype tasktypename aktivitatstyp "
                   "aktivitatsart vorgangsart tipo tipodeactividad typedactivite hsengagementtype "
                   "category activitycategory was whatwedid how wie typedaction typeaction "
                   "actividad quoi que tipodeaccion kontaktart aktion",
                   IMPORT_NO_FIELD },
    [ACT_KIND2] = { "type",
                    "tasksubtype eventsubtype activitysubtype subtype tasktype steptype "
                    "sequencesteptype emailtype mailingtype aufgabenuntertyp ereignisuntertyp "
                    "hstasktype",
                    IMPORT_NO_FIELD },
    [ACT_DIRECTION] = { "direction",
                        "direction calldirection emaildirection calltype activitydirection "
                        "messagedirection inboundoutbound incomingoutgoing directiontype richtung "
                        "anruftyp anrufrichtung hscalldirection hsemaildirection incoming "
                        "isincoming inbound isinbound sens sentido direccion",
                        IMPORT_NO_FIELD },
    [ACT_OUTCOME] = { "outcome",
                      "outcome calloutcome callresult calldisposition disposition meetingoutcome "
                      "activityoutcome outcomelabel dispositionname activityresult result "
                      "resolution ergebnis calloutcomeifany anrufergebnis statusreason answered "
                      "resultado resultat outgoingcallresult hscalldisposition hsmeetingoutcome",
                      IMPORT_NO_FIELD },
    [ACT_STATUS] = { "status",
                     "status callstatus taskstatus meetingstatus activitystatus emailstatus "
                     "sendstatus emailsendstatus deliverystatus mailingstate state "
                     "currentstate taskstate sequencestate completionstatus outgoingcallstatus "
                     "estado statut etat hscallstatus hstaskstatus hsemailstatus aktivitatsstatus "
                     "situacion situation vorgangsstatus",
                     IMPORT_NO_FIELD },
    [ACT_DONE] = { "done",
                   "done isdone iscompleted iscomplete completedflag isclosed markedasdone closed "
                   "erledigt",
                   IMPORT_NO_FIELD },
    [ACT_DURATION] = { "duration",
                       "callduration calldurationseconds calldurationinseconds durationseconds "
                       "durationsec durations duration talktime calldurationinminutes "
                       "durationinminutes durationminutes calllength dauer durationincall "
                       "callduration anrufdauer durationtotal hscallduration",
                       IMPORT_NO_FIELD },
    [ACT_EMAIL] = { "email",
                    "contactemail leademail prospectemail personemail associatedcontactemail "
                    "emailaddress leadcontactemail participantemail attendeeemail invitee "
                    "customeremail email emailadresse relatedemail attendees participants",
                    IMPORT_NO_FIELD },
    [ACT_FROM] = { "from",
                   "from fromaddress fromemail emailfrom emailfromaddress sender "
                   "senderemail senderaddress sentfrom absender",
                   IMPORT_NO_FIELD },
    [ACT_TO] = { "to",
                 "to toaddress toaddresses toemail emailto emailtoaddress recipient recipients "
                 "recipientemail recipientaddress sentto empfanger",
                 IMPORT_NO_FIELD },
    [ACT_LEAD] = { "lead_id",
                   "leadid associatedleadid associatedleadids relatedleadid linkleadid refprospect "
                   "reflead codigocliente kdnr kundennr leadnr referenceprospect itemid",
                   IMPORT_NO_FIELD },
    [ACT_CONTACT] = { "person_id",
                      "contactid personid prospectid associatedcontactid associatedcontactids "
                      "relatedcontactid recipientid apollocontactid associationscontact "
                      "linkcontactid calledpersonid",
                      IMPORT_NO_FIELD },
    [ACT_WHO] = { "who_id",
                  "whoid whoidid namewhoid parentid relatedtoid recordid1 entityid "
                  "targetid personrecordid targetableid regardingid relatedid",
                  IMPORT_NO_FIELD },
    [ACT_DEAL] = { "deal_id", "dealid opportunityid potentialid", IMPORT_NO_FIELD },
    [ACT_NAME] = { "person",
                   "associatedcontact associatedcontacts contactname leadname personname "
                   "prospectname contactperson contact lead person prospect fullname whoname "
                   "who name relatedto regarding targetablename parentname contactpersonname "
                   "contacto itemname bezug cliente kunde interessent ansprechpartner",
                   IMPORT_NO_FIELD },
    [ACT_COMPANY] = { "company",
                      "companyaccount company companyname account accountname organization "
                      "organizationname organisation firmaaccount firma leadname associatedcompany",
                      IMPORT_NO_FIELD },
    [ACT_PHONE] = { "phone",
                    "tonumber calledto callednumber calledphone phonenumber phone "
                    "remotephone contactphone number",
                    IMPORT_NO_FIELD },
    [ACT_SUBJECT] = { "subject",
                      "emailsubject subject messagesubject subjectline activitysubject "
                      "activitytitle meetingname meetingtitle tasktitle callsubject "
                      "calltitle title betreff taskname topic text thema asunto objet sujet "
                      "onderwerp hsemailsubject hstasksubject hsmeetingtitle",
                      IMPORT_NO_FIELD },
    [ACT_BODY] = { "body",
                   "emailbody bodytext textbody plaintextbody emailtext messagebody fullcomments "
                   "body message messagetext content text "
                   "emailbodypreview bodypreview description fulldescription callnotes callbody "
                   "notes note notebody comments comment details summary vollstandigekommentare "
                   "kommentare beschreibung bemerkung bemerkungen remarks remark descripcion "
                   "comentarios commentaires hsnotebody hsemailtext hscallbody hstaskbody "
                   "hsmeetingbody",
                   IMPORT_NO_FIELD },
    [ACT_OWNER] = { "owner",
                    "performedby doneby completedby calledby username assignedtoname callername "
                    "caller madeby sentby "
                    "sendername callowner taskowner eventowner emailowner meetingowner host "
                    "activityowner activityassignedto assignedto assignedtouser assigneduser "
                    "assignee assigned owner ownername salesrep rep repname salesperson agent "
                    "agentname username user employee organizer owneremail useremail hubspotowner "
                    "hubspotownerid ownerid callownerid userid createdby createdbyname loggedby "
                    "salesowner zugewiesen zugewiesenan propietario proprietaire responsable "
                    "asignadoa assignea eigenaar owneruser person by wer betreuer besitzer "
                    "commercial comercial bywhom qui quien bearbeiter vertriebler zustandig "
                    "createdbyid",
                    IMPORT_NO_FIELD },
    [ACT_MACHINE] = { "automatic",
                      "automated isautomated automatic isautomatic auto isbot bot "
                      "sentautomatically isauto automatedemail",
                      IMPORT_NO_FIELD },
    [ACT_ORIGIN] = { "origin",
                     "engagementsource activitysource callsource emailsource sendersource "
                     "createdvia sentvia via source origin sendtype sendertype senderkind "
                     "generatedby initiatedby actortype actor trigger performedbytype ownertype "
                     "createdbytype hsengagementsource",
                     IMPORT_NO_FIELD },
    [ACT_REPLIED] = { "replied",
                      "repliedat replydate repliedon replied isreplied hasreplied "
                      "replycount numreplies replies emailreplied",
                      IMPORT_NO_FIELD },
    [ACT_DELETED] = { "deleted", "isdeleted deleted fivetrandeleted", IMPORT_NO_FIELD },
    [ACT_BOUNCED] = { "bounced",
                      "bouncedat bounced isbounced emailbounced bouncedate bouncedon hardbouncedat "
                      "failedat",
                      IMPORT_NO_FIELD },
    [ACT_NEXT] = { "next",
                   "callbackdate callbackat callbacktime callback promiseddate promisedfor "
                   "promisedate promisedat promised nextcontactdate nextcontact nextfollowup "
                   "nextfollowupdate followupdate followupat followupon nextstepdate",
                   IMPORT_NO_FIELD },
};

/* The own words, then all the import knows for the field: its synonyms, then what single products
 * say. Free with g_free(). */
static char *
join_words(const Words *words)
{
    GString *all = g_string_new(words->words);

    for (int product = 0; product < 2 && words->field != IMPORT_NO_FIELD; product++)
        for (gsize i = 0; i < IMPORT_WORDS_COUNT; i++)
            if ((int)IMPORT_WORDS[i].field == words->field &&
                (IMPORT_WORDS[i].presets != 0) == (product == 1))
                g_string_append_printf(all, "%s%s", all->len > 0 ? " " : "", IMPORT_WORDS[i].words);
    return g_string_free(all, FALSE);
}

static bool
has_field(const Words *words, gsize count, const char *override)
{
    gsize length = strcspn(override, "=");

    for (gsize i = 0; i < count; i++)
        if (strncmp(words[i].name, override, length) == 0 && words[i].name[length] == '\0')
            return true;
    return false;
}

bool
audit_override_fits(const ImportSource *source, const char *override)
{
    const char *column = strchr(override, '=') + 1;
    char wanted[128], folded[128];

    if (*column == '\0' || !text_fold(column, wanted, sizeof wanted))
        return true; /* "FIELD=" leaves the field without a column everywhere */
    for (gsize c = 0; c < source->header_count; c++)
        if (text_fold(source->headers[c], folded, sizeof folded) && strcmp(folded, wanted) == 0)
            return true;
    return false;
}

static bool
find_columns(const ImportSource *source, const Words *words, gsize count,
             const char *const *overrides, gsize *ret, GError **error)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autofree ImportColumnWords *fields = g_new0(ImportColumnWords, count);
    g_autoptr(GPtrArray) own = g_ptr_array_new();

    for (gsize i = 0; i < count; i++) {
        g_ptr_array_add(texts, join_words(&words[i]));
        fields[i] = (ImportColumnWords){ words[i].name, g_ptr_array_index(texts, i) };
    }
    for (gsize i = 0; overrides != NULL && overrides[i] != NULL; i++)
        if (has_field(words, count, overrides[i]) && audit_override_fits(source, overrides[i]))
            g_ptr_array_add(own, (gpointer)overrides[i]);
    g_ptr_array_add(own, NULL);
    return import_columns_find(source, fields, count, (const char *const *)own->pdata, ret, error);
}

bool
audit_lead_columns(const ImportSource *source, const char *const *overrides,
                   gsize ret[LEAD_COLUMNS], GError **error)
{
    return find_columns(source, LEAD_WORDS, LEAD_COLUMNS, overrides, ret, error);
}

bool
audit_activity_columns(const ImportSource *source, const char *const *overrides,
                       gsize ret[ACT_COLUMNS], GError **error)
{
    return find_columns(source, ACT_WORDS, ACT_COLUMNS, overrides, ret, error);
}

static bool
is_taken(const gsize columns[ACT_COLUMNS], gsize ret[ACT_COLUMNS][AUDIT_MORE_COLUMNS], gsize column)
{
    for (gsize f = 0; f < ACT_COLUMNS; f++) {
        if (columns[f] == column)
            return true;
        for (gsize m = 0; m < AUDIT_MORE_COLUMNS; m++)
            if (ret[f][m] == column)
                return true;
    }
    return false;
}

void
audit_activity_more(const ImportSource *source, const gsize columns[ACT_COLUMNS],
                    gsize ret[ACT_COLUMNS][AUDIT_MORE_COLUMNS])
{
    static const int FIELDS[] = { ACT_DIRECTION, ACT_OUTCOME, ACT_STATUS, ACT_SUBJECT,
                                  ACT_BODY,      ACT_OWNER,   ACT_AT,     ACT_EMAIL };
    char folded[128];

    for (gsize f = 0; f < ACT_COLUMNS; f++)
        for (gsize m = 0; m < AUDIT_MORE_COLUMNS; m++)
            ret[f][m] = IMPORT_NO_COLUMN;
    for (gsize i = 0; i < G_N_ELEMENTS(FIELDS); i++) {
        int field = FIELDS[i];
        g_auto(GStrv) words = g_strsplit(ACT_WORDS[field].words, " ", -1);
        gsize found = 0;
        for (gsize c = 0; c < source->header_count && found < AUDIT_MORE_COLUMNS; c++) {
            if (columns[field] == IMPORT_NO_COLUMN || is_taken(columns, ret, c) ||
                !text_fold(source->headers[c], folded, sizeof folded))
                continue;
            if (g_strv_contains((const char *const *)words, folded))
                ret[field][found++] = c;
        }
    }
}

bool
audit_header_is_note(const char *header)
{
    static const char *const NOTES[] = { "note",    "notes",   "comment", "comments", "callnotes",
                                         "summary", "details", "detail",  "notebody", NULL };
    char folded[128];

    return text_fold(header, folded, sizeof folded) && g_strv_contains(NOTES, folded);
}

bool
audit_columns_check(const char *const *overrides, GError **error)
{
    for (gsize i = 0; overrides != NULL && overrides[i] != NULL; i++) {
        if (strchr(overrides[i], '=') == NULL)
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "map: \"%.80s\" should read FIELD=COLUMN", overrides[i]);
        if (has_field(LEAD_WORDS, LEAD_COLUMNS, overrides[i]) ||
            has_field(ACT_WORDS, ACT_COLUMNS, overrides[i]))
            continue;
        g_autoptr(GString) names = g_string_new("of leads");
        for (gsize f = 0; f < LEAD_COLUMNS; f++)
            g_string_append_printf(names, " %s", LEAD_WORDS[f].name);
        g_string_append(names, "; of activities");
        for (gsize f = 0; f < ACT_COLUMNS; f++)
            g_string_append_printf(names, " %s", ACT_WORDS[f].name);
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "map: there is no field \"%.*s\"; there are %s",
                         (int)MIN(strcspn(overrides[i], "="), 80), overrides[i], names->str);
    }
    return true;
}

const char *
audit_lead_column_name(int field)
{
    return LEAD_WORDS[field].name;
}

const char *
audit_activity_column_name(int field)
{
    return ACT_WORDS[field].name;
}

char
audit_id_space(const char *header)
{
    char folded[128];

    if (!text_fold(header, folded, sizeof folded))
        return '*';
    if (strstr(folded, "deal") != NULL || strstr(folded, "opportunity") != NULL)
        return 'd';
    if (strstr(folded, "contact") != NULL || strstr(folded, "person") != NULL ||
        strstr(folded, "prospect") != NULL)
        return 'c';
    return strstr(folded, "lead") != NULL ? 'l' : '*';
}
