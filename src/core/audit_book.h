/* The audit's book: leads and what was done about them, as records of any origin tell it.
 *
 * Readers of exports, mailboxes and the ledger fill it (app/audit_*), core/audit.h counts it. It
 * holds a million leads and five million events in about 400 MB: texts once, events in 32 bytes.
 *
 * What it is not: a store. It is filled once, counted, and thrown away. */
#pragma once

#include <glib.h>

#include "base/zone.h"
#include "core/channel_kind.h"

/* Bounds; what goes beyond is refused by the adding function, and the reader says so. */
#define AUDIT_MAX_LEADS 20000000u
#define AUDIT_MAX_EVENTS 200000000u
#define AUDIT_MAX_TEXT_BYTES (96u << 20) /* of bodies and subjects kept; then only fingerprints */
#define AUDIT_MAX_TEXT 1200              /* bytes kept of one */
#define AUDIT_MAX_NAMES 60000 /* distinct reps, sources, segments: the rest are "other" */

#define AUDIT_NOBODY G_MAXUINT32 /* no such lead */

typedef enum {
    AUDIT_OPEN,   /* nothing is decided */
    AUDIT_WON,    /* converted, customer */
    AUDIT_LOST,   /* given up or lost, whoever said so */
    AUDIT_CLOSED, /* no lead to call: junk, duplicate, asked to be left alone */
} AuditState;

typedef struct {
    Instant created_us;                      /* INSTANT_NONE: not said */
    const char *id, *name, *email, *company; /* of the book's texts; NULL: not said */
    uint32_t account; /* number of the company among audit_book_account()s; 0: none */
    uint16_t owner, source, segment, zone; /* numbers of audit_names; 0: not said */
    uint8_t state;                         /* AuditState */
    uint8_t reach;                         /* bits of channels with an address: 1 << ChannelKind */
    bool created_day_only;
    bool says_contacted; /* its status claims contact was made */
    bool says_answered;  /* ... or that they answered */
} AuditLead;

typedef enum {
    AUDIT_ATTEMPT, /* our side tried to make contact */
    AUDIT_INBOUND, /* the other side called or wrote */
    AUDIT_TASK,    /* a task still open; at_us is when it was due */
} AuditKind;

/* Bits of AuditEvent.flags. */
enum {
    AUDIT_BY_MACHINE = 1 << 0,    /* a workflow, a sequence tool, the system */
    AUDIT_REACHED = 1 << 1,       /* a human being on the other side reacted in this attempt */
    AUDIT_NO_HARM = 1 << 2,       /* inbound that asks for no answer: a no, a stop, a call that was
                                     taken, an auto-reply */
    AUDIT_EMPTY = 1 << 3,         /* written, and says nothing new */
    AUDIT_DAY_ONLY = 1 << 4,      /* the hour is not known */
    AUDIT_UNDELIVERED = 1 << 5,   /* bounced, failed, wrong number */
    AUDIT_IS_TEXT = 1 << 6,       /* `print` is of a body, not only of a subject */
    AUDIT_SAYS_NO = 1 << 7,       /* the other side declined */
    AUDIT_SAYS_STOP = 1 << 8,     /* the other side asked to be left alone */
    AUDIT_MACHINE_REPLY = 1 << 9, /* out of office and the like: no human reaction */
    AUDIT_WAS_TASK = 1 << 11,     /* a task ticked off, not a record of the contact itself */
    AUDIT_BY_SEQUENCE = 1 << 12,  /* a step of a sequence in a person's name */
    AUDIT_REPEATS = 1 << 10,      /* set while counting: nearly the text of an earlier one */
};

typedef struct {
    Instant at_us;
    uint32_t lead;
    uint32_t text;    /* 1 + offset among the texts; 0: none kept */
    uint32_t print;   /* fingerprint of the text; 0: none */
    uint32_t id_hash; /* of the other system's id; 0: none */
    uint16_t rep;     /* who did it, or whose lead answered */
    uint16_t flags;
    int8_t channel; /* ChannelKind, CHANNEL_NONE: unknown */
    uint8_t kind;   /* AuditKind */
} AuditEvent;

/* Something was promised for a time. */
typedef struct {
    Instant made_us, due_us; /* kept by an attempt after made_us and not after due_us */
    uint32_t lead;
    uint32_t text;
    uint16_t rep;
} AuditPromise;

/* Distinct short names, numbered from 1; 0 is "not said". */
typedef struct {
    GHashTable *numbers;
    GPtrArray *names;
} AuditNames;

/* What the records can tell at all; what they cannot becomes null. */
typedef struct {
    bool activities; /* anything done at all was among the records */
    bool direction;  /* who wrote is told, so replies are known */
    bool body;       /* what was written is told */
    bool promises;   /* what was promised is told: some promise is on record */
    bool hours;      /* some event has an hour */
} AuditTells;

typedef struct {
    GArray *leads, *events, *promises; /* AuditLead, AuditEvent, AuditPromise */
    AuditNames reps, sources, segments, zones, accounts;
    GPtrArray *zone_of;  /* by number of `zones`: const Zone *, NULL for 0 */
    GStringChunk *names; /* of leads */
    GString *texts;
    uint64_t texts_dropped;
    AuditTells tells;
} AuditBook;

AuditBook *audit_book_new(void);
void audit_book_free(AuditBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AuditBook, audit_book_free)

/* The number of a name; 0 for NULL or "". */
uint32_t audit_names_number(AuditNames *self, const char *name);
/* The name of a number; NULL for 0. */
const char *audit_names_name(const AuditNames *self, uint32_t number);
/* The number of a company; of those there may be millions. */
uint32_t audit_book_account(AuditBook *self, const char *company);
/* The number of a zone by its IANA name; 0 when tzdata does not know it. */
uint16_t audit_book_zone(AuditBook *self, const char *name);

/* Copies a text of a lead (borrowed, as long as the book). NULL for NULL or "". */
const char *audit_book_keep(AuditBook *self, const char *text);
/* Keeps what was written: its start, while there is room. For AuditEvent.text. */
uint32_t audit_book_keep_text(AuditBook *self, const char *text);
/* The text of such a number; NULL for 0. Borrowed until the next is kept. */
const char *audit_book_text(const AuditBook *self, uint32_t text);

/* Appends; false when the book is full. */
bool audit_book_add_lead(AuditBook *self, const AuditLead *lead, uint32_t *ret_index);
bool audit_book_add_event(AuditBook *self, const AuditEvent *event);
void audit_book_add_promise(AuditBook *self, const AuditPromise *promise);

static inline AuditLead *
audit_book_lead(const AuditBook *self, uint32_t index)
{
    return &g_array_index(self->leads, AuditLead, index);
}
