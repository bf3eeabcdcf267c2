/* GMime's start, once for the process: g_mime_init() itself is not safe against a second thread. */
#pragma once

#include <gmime/gmime.h>

/* Call before the first use of GMime in every public function that needs it; cheap when done. */
void mime_library_init(void);

/* GMime 3.2 brings no cleanup functions of its own. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(InternetAddressList, g_object_unref)
