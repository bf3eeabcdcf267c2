/* The priors. See expected.h. */
#include "core/expected.h"

#include <glib.h>
#include <math.h>

#include "base/instant.h"

#define FURTHER_MAIL 0.83
#define ENGAGED_FACTOR 3.0
#define PROMISED 0.40
#define MOST 0.65 /* earlier success in the UCI data: the best group there is */

/* Chance of the first attempt. */
static const double FIRST[CHANNEL_COUNT] = {
    [CHANNEL_EMAIL] = .055, [CHANNEL_CALL] = .05,   [CHANNEL_VOICEMAIL] = .03, [CHANNEL_SMS] = .05,
    [CHANNEL_SOCIAL] = .04, [CHANNEL_LETTER] = .03, [CHANNEL_VISIT] = .25,     [CHANNEL_FAX] = .01,
};

/* Success on the k-th call, given that it came to it, against the first. */
static double
further_call(int attempts)
{
    static const double RATES[] = { 5.6, 5.1, 4.4, 3.3, 2.4, 2.2, 1.6, 1.1 };
    return RATES[MIN(attempts, (int)G_N_ELEMENTS(RATES) - 1)] / RATES[0];
}

static double
inbound_rate(int64_t waiting_us)
{
    return waiting_us <= HOUR_US ? .38 : waiting_us <= DAY_US ? .08 : .05;
}

double
expected_conversation(const ExpectedInput *input)
{
    int attempts = MAX(0, input->attempts);
    bool spoken = input->channel == CHANNEL_CALL || input->channel == CHANNEL_VOICEMAIL ||
                  input->channel == CHANNEL_VISIT;
    double rate = input->channel == CHANNEL_NONE ? .05 : FIRST[input->channel];

    if (input->is_inbound && attempts == 0)
        rate = MAX(rate, inbound_rate(input->waiting_us));
    rate *= spoken ? further_call(attempts) : pow(FURTHER_MAIL, attempts);
    if (input->is_promised)
        rate = MAX(rate, PROMISED);
    if (input->engaged_before)
        rate *= ENGAGED_FACTOR;
    return MIN(rate, MOST);
}
