/* The cage around a process that reads untrusted mail. */
#pragma once

#include "base/error.h"

/* After this the process can read from descriptor 0, write to descriptors 1 and 2, compute and end:
 * no file, no socket, no other process, no new descriptor, no executable memory. Its memory is what
 * it has now and `memory_bytes` more. Call with one thread, before any untrusted byte. Landlock is
 * a second wall where the kernel has it (5.13); the system call filter is required. Errors:
 * UNAVAILABLE, and then nothing may be read. Under AddressSanitizer memory is not limited. */
bool reader_cage_enter(gsize memory_bytes, GError **error);

/* Ends the process when it computes longer than this from now on. */
void reader_cage_limit_cpu(int seconds);
