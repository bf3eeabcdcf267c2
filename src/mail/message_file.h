/* Files in a received message, as they are listed: name, type and size. Nothing is decoded.
 * Internal to message.c. */
#pragma once

#include "mail/message.h"

/* Sets the part's `file_name`, `file_type` and `file_size` when it is a file that somebody put in:
 * said to be an attachment, or named; not a picture that the text shows. `attachment` and `kind`
 * are set. */
void message_file_note(MessagePart *part, const MimeEntity *entity, const MimeType *type);
