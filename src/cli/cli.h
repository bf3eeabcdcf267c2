/* The command line: walks the operation table (app/operation.h) and starts the other faces. */
#pragma once

/* Returns the exit status: 0 ok, 1 error, 2 usage, 3 findings, 75 try again later. */
int cli_main(int argc, char **argv);
