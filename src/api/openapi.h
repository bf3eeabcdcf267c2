/* The API described to programs: an OpenAPI 3.1 document made of the operation table. */
#pragma once

#define OPENAPI_PATH "/api/v1/openapi.json"

/* The document, indented, with a line end; the same for every installation of a version. g_free().
 */
char *openapi_text(void);
