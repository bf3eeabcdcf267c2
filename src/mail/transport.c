/* What simple transports share. */
#include "mail/transport.h"

bool
send_batch_ask(const SendBatch *batch, SendRequest *settled, SendRequest *request)
{
    g_autoptr(GPtrArray) done = g_ptr_array_new();
    g_autoptr(GPtrArray) waiting = g_ptr_array_new();

    if (settled != NULL)
        g_ptr_array_add(done, settled);
    if (request != NULL)
        g_ptr_array_add(waiting, request);
    if (request != NULL)
        request->cleared = batch->commit == NULL;
    if (batch->commit != NULL && done->len + waiting->len > 0 &&
        !batch->commit(batch->data, done, waiting))
        return false;
    return request == NULL || request->cleared;
}
