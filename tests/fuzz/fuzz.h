/* What libFuzzer calls, for targets built with it and for those linked with replay.c. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Feeds one input to the parser under test; must neither crash, leak nor hang. Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
