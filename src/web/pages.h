/* The pages, one table of routes a file. A new file of pages adds its line here and in pages.c. */
#pragma once

#include "web/call.h"

extern const PageRoute DAYS_OFF_ROUTES[];
extern const PageRoute ACCOUNTS_ROUTES[];        /* accounts.c */
extern const PageRoute AUDIT_ROUTES[];           /* audit.c */
extern const PageRoute AUDIT_LIST_ROUTES[];      /* audit_lists.c */
extern const PageRoute AUDIT_REVIVE_ROUTES[];    /* audit_revive.c */
extern const PageRoute DKIM_ROUTES[];            /* dkim.c */
extern const PageRoute FOLLOW_ROUTES[];          /* follow.c */
extern const PageRoute HELD_ROUTES[];            /* held.c */
extern const PageRoute IMPORT_ROUTES[];          /* imports.c */
extern const PageRoute FILES_ROUTES[];
extern const PageRoute LIBRARY_ROUTES[];         /* library.c */
extern const PageRoute MAILBOX_ROUTES[];         /* mailboxes.c */
extern const PageRoute OAUTH_ROUTES[];           /* oauth.c */
extern const PageRoute OUTBOX_ROUTES[];          /* outbox.c */
extern const PageRoute PROMISES_ROUTES[];        /* promises.c */
extern const PageRoute PROSPECTS_ROUTES[];       /* prospects.c */
extern const PageRoute PROSPECT_CHANGE_ROUTES[]; /* prospect_change.c */
extern const PageRoute PROSPECT_ROUTES[];        /* prospect.c */
extern const PageRoute REPLIES_ROUTES[];         /* replies.c */
extern const PageRoute REPLY_DESK_ROUTES[];      /* reply_desk.c */
extern const PageRoute SEQUENCE_EDIT_ROUTES[];   /* sequence_edit.c */
extern const PageRoute SEQUENCE_ROUTES[];        /* sequences.c */
extern const PageRoute REVIEW_ROUTES[];          /* review.c */
extern const PageRoute RULES_ROUTES[];           /* rules.c */
extern const PageRoute SETTINGS_ROUTES[];        /* settings.c */
extern const PageRoute SIGN_IN_ROUTES[];         /* sign_in.c */
extern const PageRoute TOKENS_ROUTES[];          /* tokens.c */
extern const PageRoute TODAY_ROUTES[];           /* today.c */
extern const PageRoute TOUCHES_ROUTES[];         /* touches.c */
extern const PageRoute UNSUBSCRIBE_ROUTES[];     /* unsubscribe.c */

/* Ends with NULL. */
extern const PageRoute *const PAGE_ROUTES[];
