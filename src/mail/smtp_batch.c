/* The loop: hand out messages, wait for sockets, commit, hand on.
 *
 * A commit costs a disk's promise, so it is made for many at once: when half of the connections
 * stand at their dot, or when nothing else can be done for a moment. While the disk is waited for,
 * the other connections go on; their dots are committed meanwhile, and wait for its next promise.
 */
#include "mail/smtp_batch.h"

#include <poll.h>
#include <stdint.h>
#include <string.h>

#include "mail/compose.h"
#include "mail/smtp_sync.h"

enum {
    MESSAGE_MAX_BYTES = 64 << 20,
    DOT_WAIT_US = 2000,     /* how long those at their dot wait for more to join them */
    SETTLE_WAIT_US = 20000, /* and how long verdicts wait to be recorded */
    LINES_MAX = 256,
};

typedef struct {
    SmtpPool *pool;
    SendBatch *batch;
    GQueue waiting;      /* SmtpPassage *: not begun */
    GPtrArray *settled;  /* SendRequest *: final, not handed over yet */
    GPtrArray *over;     /* SmtpPassage *: what the pump has just ended */
    SmtpSync *sync;      /* NULL: commit waits for the disk itself */
    GPtrArray *synced;   /* SmtpLine *: at their dot, committed; the disk's promise is on its way */
    GPtrArray *promised; /* and those that wait for the next one */
    bool unsynced;       /* there is a commit that no promise on its way is about */
    guint under_way;     /* begun and not over */
    guint most;          /* fewer than the pool's when the server takes no more connections */
    gint64 commit_us;    /* when a commit is due; INT64_MAX: nothing to commit */
    bool stopped;        /* the caller cannot go on */
} Run;

/* ---- requests ---- */

static void
passage_free(gpointer data)
{
    SmtpPassage *passage = data;

    g_free(passage->from);
    g_free(passage->to);
    g_free(passage);
}

static bool
check_request(SendRequest *request, SmtpPassage *passage)
{
    g_autoptr(GError) error = NULL;

    request->result = (SendResult){ 0 };
    request->cleared = false;
    passage->request = request;
    passage->from = mail_address_to_ascii(request->envelope_from, &error);
    if (passage->from != NULL) {
        passage->to = mail_address_to_ascii(request->envelope_to, &error);
        request->result.about_recipient = passage->to == NULL;
    }
    if (error == NULL && g_bytes_get_size(request->message) > MESSAGE_MAX_BYTES)
        error_set(&error, SEVENTH_ERROR_LIMIT, "the message is larger than 64 MiB");
    if (error == NULL)
        return true;
    request->result.state = SEND_FAILED;
    smtp_reply_copy_text(request->result.text, sizeof request->result.text, error->message);
    return false;
}

/* It is over: only its result is still of interest. */
static void
settle(Run *self, SmtpPassage *passage)
{
    g_ptr_array_add(self->settled, passage->request);
    passage_free(passage);
    self->commit_us = MIN(self->commit_us, g_get_monotonic_time() + SETTLE_WAIT_US);
}

static void
take_on(Run *self, SendRequest *request)
{
    SmtpPassage *passage = g_new0(SmtpPassage, 1);

    if (check_request(request, passage))
        g_queue_push_tail(&self->waiting, passage);
    else
        settle(self, passage);
}

/* Takes over what the pump ended. */
static void
take_over(Run *self)
{
    for (guint i = 0; i < self->over->len; i++) {
        SmtpPassage *passage = g_ptr_array_index(self->over, i);
        self->under_way--;
        if (passage->lost) {
            passage->again = true;
            g_queue_push_head(&self->waiting, passage);
        } else {
            settle(self, passage);
        }
    }
    g_ptr_array_set_size(self->over, 0);
}

/* ---- lines ---- */

static guint
count_lines(const SmtpPool *pool, SmtpLineState state)
{
    guint count = 0;

    for (guint i = 0; i < pool->lines->len; i++)
        count += smtp_line_state(g_ptr_array_index(pool->lines, i)) == state;
    return count;
}

static void
remove_line(SmtpPool *pool, guint index)
{
    smtp_line_free(g_ptr_array_index(pool->lines, index), pool->multi);
    g_ptr_array_remove_index_fast(pool->lines, index);
}

static void
remove_closed(SmtpPool *pool)
{
    for (guint i = pool->lines->len; i > 0; i--)
        if (smtp_line_state(g_ptr_array_index(pool->lines, i - 1)) == SMTP_LINE_CLOSED)
            remove_line(pool, i - 1);
}

static void
open_line(SmtpPool *pool, const char *helo)
{
    g_ptr_array_add(pool->lines,
                    smtp_line_open(pool->multi, pool->model, &pool->server, helo, &pool->patience));
}

/* Servers close idle connections: those that are gone are not begun with. */
static void
drop_dead_lines(Run *self)
{
    for (guint i = 0; i < self->pool->lines->len; i++)
        smtp_line_check(g_ptr_array_index(self->pool->lines, i), self->over);
    take_over(self);
    remove_closed(self->pool);
}

/* No connection can be had and none is left: the first in the queue says why, the rest was not
 * tried. */
static void
give_up(Run *self, const SmtpOutcome *opening, CURLcode code)
{
    SmtpPassage *passage = g_queue_pop_head(&self->waiting);

    if (passage != NULL) {
        passage->outcome = *opening;
        smtp_outcome_judge(&passage->outcome, code, &passage->request->result);
        settle(self, passage);
    }
    while ((passage = g_queue_pop_head(&self->waiting)) != NULL)
        settle(self, passage);
}

static void
take_opened(Run *self)
{
    SmtpPool *pool = self->pool;
    int running, queued;
    CURLMsg *message;

    curl_multi_perform(pool->multi, &running);
    while ((message = curl_multi_info_read(pool->multi, &queued)) != NULL) {
        SmtpLine *line = NULL;
        CURLcode code = message->data.result;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &line);
        smtp_line_opened(line, code);
        if (smtp_line_state(line) != SMTP_LINE_CLOSED)
            continue;
        guint alive = pool->lines->len - count_lines(pool, SMTP_LINE_CLOSED);
        self->most = MAX(1, alive);
        if (alive == 0)
            give_up(self, smtp_line_opening(line), code);
    }
    remove_closed(pool);
}

static void
hand_out(Run *self)
{
    SmtpPool *pool = self->pool;

    for (guint i = 0; i < pool->lines->len && self->waiting.length > 0; i++) {
        SmtpLine *line = g_ptr_array_index(pool->lines, i);
        if (!smtp_line_is_free(line))
            continue;
        smtp_line_begin(line, g_queue_pop_head(&self->waiting));
        self->under_way++;
        smtp_line_pump(line, self->over);
    }
    take_over(self);
    remove_closed(pool);
    guint wanted =
        MIN(self->most, pool->lines->len + self->waiting.length -
                            MIN(self->waiting.length, count_lines(pool, SMTP_LINE_OPENING)));
    while (pool->lines->len < wanted) {
        const SmtpPassage *next = g_queue_peek_head(&self->waiting);
        open_line(pool, pool->helo != NULL ? pool->helo : strrchr(next->from, '@') + 1);
    }
}

/* ---- commits ---- */

/* Lets the dots go that were cleared, and pumps at once. */
static void
pass_dots(Run *self, const GPtrArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        SmtpLine *line = g_ptr_array_index(lines, i);
        if (smtp_line_passage(line)->request->cleared && !self->stopped) {
            smtp_line_dot(line);
            if (self->waiting.length > 0 && smtp_line_is_free(line)) {
                smtp_line_begin(line, g_queue_pop_head(&self->waiting));
                self->under_way++;
            }
            smtp_line_pump(line, self->over);
        } else {
            settle(self, smtp_line_hold_back(line));
            self->under_way--;
        }
    }
    take_over(self);
    remove_closed(self->pool);
}

static GPtrArray *
lines_at_dot(Run *self)
{
    GPtrArray *lines = g_ptr_array_new();

    for (guint i = 0; i < self->pool->lines->len; i++) {
        SmtpLine *line = g_ptr_array_index(self->pool->lines, i);
        if (smtp_line_state(line) == SMTP_LINE_AT_DOT && !smtp_line_passage(line)->committed &&
            smtp_line_check(line, self->over))
            g_ptr_array_add(lines, line);
    }
    take_over(self);
    return lines;
}

/* More join when the connections would not all have a next one. */
static guint
room(const Run *self)
{
    bool wanted = self->batch->joining != NULL && self->waiting.length < self->most;

    return wanted ? 2 * self->most - self->waiting.length : 0;
}

static void
take_joining(Run *self)
{
    GPtrArray *joining = self->batch->joining;

    for (guint i = 0; joining != NULL && i < joining->len; i++)
        take_on(self, g_ptr_array_index(joining, i));
    if (joining != NULL)
        g_ptr_array_set_size(joining, 0);
}

static void
stop(Run *self)
{
    self->stopped = true;
    g_queue_clear_full(&self->waiting, passage_free);
}

/* The disk's answer is here: those dots may go. */
static void
take_answer(Run *self, bool kept)
{
    g_autoptr(GPtrArray) lines = g_steal_pointer(&self->synced);

    self->synced = g_ptr_array_new();
    if (!kept)
        stop(self);
    pass_dots(self, lines);
}

/* Has the disk asked for those that wait for it: here and now when they are all there is. After a
 * failure it is not asked again. */
static void
ask_disk(Run *self)
{
    if (self->synced->len > 0 || self->promised->len == 0)
        return;
    GPtrArray *empty = self->synced;
    self->synced = self->promised;
    self->promised = empty;
    self->unsynced = false;
    if (self->stopped || self->under_way == self->synced->len)
        take_answer(self, !self->stopped && self->batch->sync(self->batch->data));
    else
        smtp_sync_begin(self->sync);
}

static void
pass_when_synced(Run *self, const GPtrArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        SmtpLine *line = g_ptr_array_index(lines, i);
        smtp_line_passage(line)->committed = true;
        g_ptr_array_add(self->promised, line);
    }
    ask_disk(self);
}

static void
commit(Run *self)
{
    SendBatch *batch = self->batch;
    g_autoptr(GPtrArray) lines = lines_at_dot(self);
    g_autoptr(GPtrArray) at_dot = g_ptr_array_new();
    g_autoptr(GPtrArray) settled = g_steal_pointer(&self->settled);

    self->settled = g_ptr_array_new();
    self->commit_us = INT64_MAX;
    for (guint i = 0; i < lines->len; i++) {
        SendRequest *request = smtp_line_passage(g_ptr_array_index(lines, i))->request;
        request->cleared = batch->commit == NULL;
        g_ptr_array_add(at_dot, request);
    }
    batch->room = room(self);
    batch->syncs_apart = self->sync != NULL;
    if (batch->commit != NULL && !self->stopped && settled->len + at_dot->len > 0 &&
        !batch->commit(batch->data, settled, at_dot)) {
        stop(self);
    }
    if (!self->stopped)
        take_joining(self);
    self->unsynced = self->sync != NULL;
    if (self->sync != NULL)
        pass_when_synced(self, lines);
    else
        pass_dots(self, lines);
}

static void
commit_when_due(Run *self, bool quiet)
{
    guint held = self->synced->len + self->promised->len;
    guint at_dot = count_lines(self->pool, SMTP_LINE_AT_DOT) - held;
    guint lines = self->pool->lines->len;
    gint64 now_us = g_get_monotonic_time();

    if (at_dot > 0)
        self->commit_us = MIN(self->commit_us, now_us + DOT_WAIT_US);
    bool enough = at_dot > 0 && (2 * at_dot >= lines || at_dot + held == lines || quiet);
    if (enough || now_us >= self->commit_us)
        commit(self);
}

/* ---- waiting ---- */

static gint64
first_deadline_us(const Run *self)
{
    gint64 first_us = self->commit_us;

    for (guint i = 0; i < self->pool->lines->len; i++)
        first_us = MIN(first_us, smtp_line_deadline_us(g_ptr_array_index(self->pool->lines, i)));
    return first_us;
}

/* Waits until a socket is ready or a deadline is there. While connections are being opened libcurl
 * waits along. Returns how many of `polls` are ready. */
static int
wait_for(Run *self, struct pollfd *polls, guint count)
{
    gint64 until_us = first_deadline_us(self) - g_get_monotonic_time();
    int wait_ms = (int)CLAMP((until_us + 999) / 1000, 0, 1000), ready = 0;
    struct curl_waitfd fds[LINES_MAX + 1];

    if (count_lines(self->pool, SMTP_LINE_OPENING) == 0) {
        ready = poll(polls, count, wait_ms);
        return MAX(ready, 0);
    }
    for (guint i = 0; i < count; i++)
        fds[i] = (struct curl_waitfd){
            .fd = polls[i].fd,
            .events = (short)(((polls[i].events & POLLIN) != 0 ? CURL_WAIT_POLLIN : 0) |
                              ((polls[i].events & POLLOUT) != 0 ? CURL_WAIT_POLLOUT : 0)),
        };
    curl_multi_poll(self->pool->multi, fds, count, wait_ms, NULL);
    take_opened(self);
    return MAX(poll(polls, count, 0), 0);
}

static void
pump(Run *self)
{
    GPtrArray *lines = self->pool->lines;
    struct pollfd polls[LINES_MAX + 1];
    SmtpLine *polled[LINES_MAX];
    guint count = 0;

    for (guint i = 0; i < lines->len; i++) {
        SmtpLine *line = g_ptr_array_index(lines, i);
        short events = smtp_line_events(line);
        if (events == 0)
            continue;
        polls[count] = (struct pollfd){ .fd = smtp_line_socket(line), .events = events };
        polled[count++] = line;
    }
    bool asked = self->synced->len > 0;
    if (asked)
        polls[count] = (struct pollfd){ .fd = smtp_sync_fd(self->sync), .events = POLLIN };
    int ready = wait_for(self, polls, asked ? count + 1 : count);
    gint64 now_us = g_get_monotonic_time();
    for (guint i = 0; i < count; i++) {
        if (polls[i].revents != 0)
            smtp_line_pump(polled[i], self->over);
        else if (now_us >= smtp_line_deadline_us(polled[i]))
            smtp_line_time_out(polled[i], self->over);
    }
    take_over(self);
    remove_closed(self->pool);
    if (asked && polls[count].revents != 0) {
        take_answer(self, smtp_sync_end(self->sync));
        ask_disk(self);
    }
    commit_when_due(self, ready == 0);
}

void
smtp_pool_send(SmtpPool *pool, SendBatch *batch)
{
    Run self = {
        .pool = pool,
        .batch = batch,
        .waiting = G_QUEUE_INIT,
        .settled = g_ptr_array_new(),
        .over = g_ptr_array_new(),
        .sync = batch->sync != NULL ? smtp_sync_new(batch->sync, batch->data) : NULL,
        .synced = g_ptr_array_new(),
        .promised = g_ptr_array_new(),
        .most = MIN(pool->most, LINES_MAX),
        .commit_us = INT64_MAX,
    };

    for (guint i = 0; i < batch->count; i++)
        take_on(&self, &batch->requests[i]);
    drop_dead_lines(&self);
    do {
        while (self.waiting.length > 0 || self.under_way > 0) {
            hand_out(&self);
            pump(&self);
        }
        commit(&self);
    } while (self.waiting.length > 0);
    if (self.unsynced && !self.stopped)
        batch->sync(batch->data);
    smtp_sync_free(self.sync);
    g_ptr_array_unref(self.synced);
    g_ptr_array_unref(self.promised);
    g_ptr_array_unref(self.settled);
    g_ptr_array_unref(self.over);
}

bool
smtp_pool_try(SmtpPool *self, const char *helo, bool *ret_signed_in, GError **error)
{
    SmtpLine *line = smtp_line_open(self->multi, self->model, &self->server, helo, &self->patience);
    CURLMsg *message = NULL;
    int running, queued;

    while (message == NULL || message->easy_handle != smtp_line_easy(line)) {
        curl_multi_perform(self->multi, &running);
        message = curl_multi_info_read(self->multi, &queued);
        if (message == NULL)
            curl_multi_poll(self->multi, NULL, 0, 1000, NULL);
    }
    CURLcode code = message->data.result;
    smtp_line_opened(line, code);
    *ret_signed_in = smtp_line_signed_in(line);
    if (smtp_line_state(line) == SMTP_LINE_IDLE && self->lines->len == 0) {
        g_ptr_array_add(self->lines, line); /* the next message will need it */
        return true;
    }
    if (smtp_line_state(line) == SMTP_LINE_IDLE) {
        smtp_line_free(line, self->multi);
        return true;
    }
    g_autoptr(GString) words = g_string_new(NULL);
    SeventhError kind = smtp_outcome_explain(smtp_line_opening(line), code, words);
    smtp_line_free(line, self->multi);
    return error_set(error, kind, "%s", words->str);
}

void
smtp_pool_clear(SmtpPool *self)
{
    while (self->lines->len > 0)
        remove_line(self, self->lines->len - 1);
    g_ptr_array_unref(self->lines);
    curl_multi_cleanup(self->multi);
    curl_easy_cleanup(self->model);
    server_url_clear(&self->server);
    g_free(self->helo);
}
