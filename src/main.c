/* Wiring: everything of substance is in the rooms. */
#include "cli/cli.h"
#include "mail/reader.h"

int
main(int argc, char **argv)
{
    if (mail_reader_is_worker(argc, argv))
        return mail_reader_work(argc, argv);
    return cli_main(argc, argv);
}
