/* The operations, one line each, by the file that defines them. */
#pragma once

#include "app/operation.h"

/* op_learn_hazard.c */
extern const Operation OP_LEARN_HAZARD;
/* op_audit.c */
extern const Operation OP_REVIEW_LIST;
extern const Operation OP_REVIEW_DECIDE;
extern const Operation OP_AUDIT;
/* op_audit_columns.c */
extern const Operation OP_AUDIT_COLUMNS;
/* op_today.c */
extern const Operation OP_TODAY, OP_TODAY_COUNTS;
/* op_prospect.c */
extern const Operation OP_PROSPECT_LIST, OP_PROSPECT_SHOW, OP_PROSPECT_EDIT;
/* op_prospect_next.c */
extern const Operation OP_PROSPECT_OPT_OUT, OP_PROSPECT_NEXT, OP_PROSPECT_PAUSE, OP_PROSPECT_RESUME;
/* op_account.c */
extern const Operation OP_ACCOUNT_SHOW, OP_SIGNAL_ADD;
/* op_next.c */
extern const Operation OP_NEXT_LIST, OP_NEXT_SHOW;
/* op_timeline.c */
extern const Operation OP_TIMELINE;
/* op_sequence.c */
extern const Operation OP_SEQUENCE_CHECK, OP_SEQUENCE_ADD, OP_SEQUENCE_LIST, OP_SEQUENCE_SHOW;
/* op_enroll.c */
extern const Operation OP_ENROLL, OP_UNENROLL, OP_PLAN;
/* op_work.c */
extern const Operation OP_WORK;
/* op_touch.c */
extern const Operation OP_TOUCH_LOG, OP_TOUCH_UNDO, OP_TOUCH_SKIP, OP_TOUCH_MOVE;
extern const Operation OP_TOUCH_SEND, OP_TOUCH_UNSEND;
/* op_touch_batch.c */
extern const Operation OP_TOUCH_BATCH;
/* op_promise.c */
extern const Operation OP_PROMISE_READ;
extern const Operation OP_PROMISE_ADD, OP_PROMISE_CHECK, OP_PROMISE_MOVE, OP_PROMISE_CANCEL,
    OP_PROMISE_LIST, OP_PROMISE_RATES;
/* op_mailbox.c */
extern const Operation OP_MAILBOX_ADD, OP_MAILBOX_EDIT, OP_MAILBOX_LIST, OP_MAILBOX_TEST,
    OP_MAILBOX_PAUSE, OP_MAILBOX_RESUME;
/* op_oauth.c */
extern const Operation OP_OAUTH_SET, OP_OAUTH_LIST, OP_OAUTH_REMOVE, OP_MAILBOX_SIGN_IN;
/* op_dkim.c */
extern const Operation OP_DKIM_ADD, OP_DKIM_ON, OP_DKIM_OFF, OP_DKIM_REMOVE, OP_DKIM_LIST;
/* op_user.c */
extern const Operation OP_USER_ADD, OP_USER_LIST, OP_USER_EDIT, OP_USER_PASSWORD;
/* op_token.c */
extern const Operation OP_TOKEN_ADD, OP_TOKEN_LIST, OP_TOKEN_REVOKE;
/* op_workspace.c */
extern const Operation OP_WORKSPACE_SHOW, OP_WORKSPACE_SET;
/* op_reply.c */
extern const Operation OP_REPLY_LIST, OP_REPLY_SHOW, OP_REPLY_DONE;
extern const Operation OP_REPLY_ANSWER, OP_REPLY_TAKE_BACK, OP_REPLY_ASSIGN, OP_REPLY_SNOOZE;
extern const Operation OP_REPLY_TIMES, OP_REPLY_INTENT;
/* op_held.c */
extern const Operation OP_HELD_LIST, OP_HELD_RETRY, OP_HELD_SKIP, OP_DOUBT_SETTLE;
/* op_import.c */
extern const Operation OP_IMPORT_PROSPECTS, OP_IMPORT_PREVIEW, OP_IMPORT_ACCOUNTS,
    OP_IMPORT_ACTIVITIES;
/* op_export.c */
extern const Operation OP_EXPORT;
/* op_suppress.c */
extern const Operation OP_SUPPRESS_ADD, OP_SUPPRESS_REMOVE, OP_SUPPRESS_LIST, OP_SUPPRESS_IMPORT;
/* op_outbox.c */
extern const Operation OP_OUTBOX_LIST, OP_OUTBOX_SHOW;
/* op_ruleset.c */
extern const Operation OP_RULESET_RULES, OP_RULESET_SHOW, OP_RULESET_TABLE, OP_RULESET_LIST,
    OP_RULESET_SET, OP_RULESET_REMOVE;
/* op_library.c */
extern const Operation OP_VALUE_POINT_ADD, OP_VALUE_POINT_LIST, OP_VALUE_POINT_SHOW,
    OP_VALUE_POINT_RETIRE;
/* op_asset.c */
extern const Operation OP_ASSET_ADD, OP_ASSET_LIST, OP_ASSET_SHOW, OP_ASSET_SAVE, OP_ASSET_REMOVE;
/* op_draft.c */
extern const Operation OP_DRAFT_CHECK;
/* op_lint.c */
extern const Operation OP_LINT;
/* op_read.c */
extern const Operation OP_READ;
extern const Operation OP_LEARN_INTENT;
extern const Operation OP_LEARN_NOTICE;
extern const Operation OP_LEARN_LINT;
extern const Operation OP_LEARN_RELATION;
/* op_doctor.c */
extern const Operation OP_DAY_OFF_ADD, OP_DAY_OFF_LIST, OP_DAY_OFF_REMOVE, OP_HOLIDAY_LIST;
extern const Operation OP_DOCTOR, OP_CONFIG_SHOW;
/* op_backup.c */
extern const Operation OP_BACKUP;
