/* The words of core/ that the faces use as well: channels and outcomes, by name and as said. */
#pragma once

#include "core/channel_kind.h"
#include "core/outcome.h"
