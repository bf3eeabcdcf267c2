/* The command line. */
#include "cli/cli.h"

#include <stdio.h>

int
cli_main(int argc, char **argv)
{
    fprintf(stderr, "seventh: no command given; try seventh --help\n");
    return 2;
}
