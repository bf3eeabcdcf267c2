/* The worker's side: a frame in, a frame out, until the pipe is closed. */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "mail/charset.h"
#include "mail/mime_library.h"
#include "mail/reader.h"
#include "mail/reader_cage.h"
#include "mail/reader_wire.h"
#include "mail/reading_wire.h"

#define MEMORY_BYTES ((gsize)768 << 20)
#define CPU_S 5
#define CPU_WITH_FAULTS_S 1

static bool offered;

bool
mail_reader_is_worker(int argc, char **argv)
{
    offered = true;
    return argc >= 2 && strcmp(argv[1], READER_WORKER) == 0;
}

bool
reader_program_offered(void)
{
    return offered;
}

/* What came in ahead: several requests at once, so that each does not take two calls. */
static struct {
    char bytes[1u << 16];
    gsize from, to;
} ahead;

static bool
fill_ahead(void)
{
    ssize_t got;

    do
        got = read(STDIN_FILENO, ahead.bytes, sizeof ahead.bytes);
    while (got < 0 && errno == EINTR);
    ahead.from = 0;
    ahead.to = got > 0 ? (gsize)got : 0;
    return got > 0;
}

static bool
read_fully(void *buffer, gsize length)
{
    for (gsize done = 0; done < length;) {
        if (ahead.from == ahead.to && !fill_ahead())
            return false;
        gsize part = MIN(length - done, ahead.to - ahead.from);
        memcpy((char *)buffer + done, ahead.bytes + ahead.from, part);
        ahead.from += part;
        done += part;
    }
    return true;
}

static bool
write_fully(const void *buffer, gsize length)
{
    for (gsize done = 0; done < length;) {
        ssize_t put = write(STDOUT_FILENO, (const char *)buffer + done, length - done);
        if (put < 0 && errno != EINTR)
            return false;
        done += put > 0 ? (gsize)put : 0;
    }
    return true;
}

/* --- faults on demand ------------------------------------------------------------------------ */

static void
try_the_walls(GByteArray *out)
{
    g_autoptr(MailReading) reading = mail_reading_new();
    int file = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
    int written = open("/tmp/seventh-reader-was-here", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    int wire = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int child = fork();

    if (child == 0)
        _exit(0);
    reading->new_text = g_strdup_printf("file %d, write %d, socket %d, fork %d", file >= 0,
                                        written >= 0, wire >= 0, child >= 0);
    reading->quoted_text = g_strdup("");
    reading->signature = g_strdup("");
    reading_wire_write(out, reading);
}

/* What a test asks for by a header, when the worker was started for it. True: `out` is filled. */
static bool
do_harm(GBytes *message, GByteArray *out)
{
    gsize length = 0;
    const char *data = g_bytes_get_data(message, &length);
    static const char MARK[] = "X-Seventh-Fault: ";
    const char *found =
        data != NULL ? memmem(data, MIN(length, 4096), MARK, sizeof MARK - 1) : NULL;
    if (found == NULL)
        return false;
    const char *what = found + sizeof MARK - 1;
    if (g_str_has_prefix(what, "crash"))
        abort();
    if (g_str_has_prefix(what, "exit"))
        _exit(3);
    for (volatile guint turns = 0; g_str_has_prefix(what, "loop"); turns++)
        ;
    while (g_str_has_prefix(what, "swell"))
        /* cppcheck-suppress leakNoVarFunctionCall ; until the limit ends the process */
        memset(g_malloc(16u << 20), 1, 16u << 20);
    if (g_str_has_prefix(what, "lie"))
        g_byte_array_append(out, (const guint8 *)"no reading at all", 17);
    else if (g_str_has_prefix(what, "walls"))
        try_the_walls(out);
    return out->len > 0;
}

/* --- work --------------------------------------------------------------------------------------
 */

static bool
answer(const ReaderRequest *request, bool faulty)
{
    g_autofree char *data = g_try_malloc(request->length + 1);
    g_autoptr(GByteArray) out = g_byte_array_sized_new(4096);

    if (data == NULL || !read_fully(data, request->length))
        return false;
    reader_cage_limit_cpu(faulty ? CPU_WITH_FAULTS_S : CPU_S);
    g_autoptr(GBytes) message = g_bytes_new_static(data, request->length);
    guint32 header = 0;
    g_byte_array_append(out, (const guint8 *)&header, sizeof header);
    g_autoptr(GByteArray) odd = g_byte_array_new();
    if (faulty && do_harm(message, odd)) {
        g_byte_array_append(out, odd->data, odd->len);
    } else {
        g_autoptr(MailReading) reading = mail_read(message, request->now_us);
        reading_wire_write(out, reading);
    }
    header = out->len - (guint32)sizeof header;
    memcpy(out->data, &header, sizeof header);
    return write_fully(out->data, out->len);
}

int
mail_reader_work(int argc, char **argv)
{
    bool faulty = argc >= 3 && strcmp(argv[2], READER_FAULTS) == 0;
    g_autoptr(GError) error = NULL;
    ReaderRequest request;

    /* What needs files comes before the cage. */
    charset_prepare();
    mime_library_init();
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    if (!reader_cage_enter(MEMORY_BYTES, &error)) {
        g_printerr("%s\n", error->message);
        return 1;
    }
    guint32 ready = 0;
    if (!write_fully(&ready, sizeof ready))
        _exit(1);
    while (read_fully(&request, sizeof request) && request.length <= READER_MAX_MESSAGE &&
           answer(&request, faulty))
        ;
    /* Nothing to tidy up: the kernel does it, and exit handlers may want what the cage denies. */
    _exit(0);
}
