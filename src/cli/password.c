/* Asking for a password. */
#include "cli/password.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define MAX_PASSWORD 512

static bool
has_password(const Operation *operation)
{
    for (const OperationParam *param = operation->params; param != NULL && param->name != NULL;
         param++)
        if (strcmp(param->name, "password") == 0)
            return true;
    return false;
}

static bool
read_line(char line[MAX_PASSWORD])
{
    if (fgets(line, MAX_PASSWORD, stdin) == NULL)
        return false;
    line[strcspn(line, "\r\n")] = '\0';
    return line[0] != '\0';
}

static bool
read_hidden(char line[MAX_PASSWORD])
{
    struct termios shown, hidden;

    fputs("Password: ", stderr);
    if (tcgetattr(STDIN_FILENO, &shown) != 0)
        return read_line(line);
    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    bool got = read_line(line);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    fputc('\n', stderr);
    return got;
}

bool
password_ask(const Operation *operation, json_t *params, bool no_input, GError **error)
{
    const char *known = g_getenv("SEVENTH_PASSWORD");
    char line[MAX_PASSWORD];

    if (!has_password(operation) || json_object_get(params, "password") != NULL ||
        json_object_get(params, "oauth") != NULL ||
        (operation->password_for != NULL &&
         json_object_get(params, operation->password_for) == NULL))
        return true;
    if (known != NULL)
        json_set_text(params, "password", known);
    else if (!no_input && (isatty(STDIN_FILENO) ? read_hidden(line) : read_line(line)))
        json_set_text(params, "password", line);
    memset(line, 0, sizeof line);
    return true;
}
