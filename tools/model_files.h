/* What the programs that make built-in models write: the model, and an assembler file that takes it
 * into the program as NAME_blob to NAME_blob_end. */
#pragma once

#include <glib.h>

static inline gboolean
model_files_write(GBytes *model, const char *name, const char *model_path, const char *asm_path,
                  GError **error)
{
    gsize length;
    const char *bytes = g_bytes_get_data(model, &length);
    g_autofree char *place = g_canonicalize_filename(model_path, NULL);
    g_autofree char *text = g_strdup_printf(
        "    .section .rodata\n    .balign 16\n    .globl %s_blob\n    .globl %s_blob_end\n"
        "%s_blob:\n    .incbin \"%s\"\n%s_blob_end:\n"
        "    .section .note.GNU-stack,\"\",%%progbits\n",
        name, name, name, place, name);

    return g_file_set_contents(model_path, bytes, (gssize)length, error) &&
           g_file_set_contents(asm_path, text, -1, error);
}
