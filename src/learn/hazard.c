/* See hazard.h. */
#include "learn/hazard.h"

#include <math.h>
#include <string.h>

#define Z95 1.959963984540054
#define STEPS 100
#define ENOUGH 1e-9

void
hazard_counts_init(HazardCounts *self, int most)
{
    memset(self, 0, sizeof *self);
    self->most = CLAMP(most, 1, HAZARD_MAX_ATTEMPTS);
}

void
hazard_counts_add(HazardCounts *self, int attempts, bool answered)
{
    if (attempts < 1)
        return;
    if (attempts > self->most)
        self->silent[self->most]++;
    else if (answered)
        self->answered[attempts]++;
    else
        self->silent[attempts]++;
}

HazardRate
hazard_rate_of(uint64_t at_risk, uint64_t answered)
{
    HazardRate rate = { at_risk, answered, NAN, NAN, NAN };
    double n = (double)at_risk, p = n > 0 ? (double)answered / n : 0, z2 = Z95 * Z95;

    if (at_risk == 0)
        return rate;
    double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
    rate.rate = p;
    rate.low = MAX(middle - half, 0);
    rate.high = MIN(middle + half, 1);
    return rate;
}

HazardRate
hazard_rate(const HazardCounts *self, int attempt)
{
    uint64_t at_risk = 0;

    if (attempt < 1 || attempt > self->most)
        return hazard_rate_of(0, 0);
    for (int k = attempt; k <= self->most; k++)
        at_risk += self->answered[k] + self->silent[k];
    return hazard_rate_of(at_risk, self->answered[attempt]);
}

const char *
hazard_model_name(HazardModel model)
{
    return model == HAZARD_CURE_GEOMETRIC ? "cure_geometric" : "geometric";
}

static double
logistic(double x)
{
    return 1 / (1 + exp(-x));
}

/* x[0] = logit h, x[1] = logit pi. */
static double
log_likelihood(const HazardCounts *self, const double x[2], int dimensions)
{
    double h = logistic(x[0]), pi = dimensions == 2 ? logistic(x[1]) : 1, sum = 0;

    for (int k = 1; k <= self->most; k++) {
        if (self->answered[k] > 0)
            sum += (double)self->answered[k] * (log(pi) + log(h) + (k - 1) * log1p(-h));
        if (self->silent[k] > 0)
            sum += (double)self->silent[k] * log1p(-pi * -expm1(k * log1p(-h)));
    }
    return sum;
}

/* Gradient and Hessian by central differences: two dimensions, a smooth function. */
static void
derive(const HazardCounts *self, const double x[2], int dimensions, double g[2], double hess[3])
{
    const double e = 1e-4;
    double at[2] = { x[0], x[1] }, middle = log_likelihood(self, x, dimensions);

    memset(hess, 0, 3 * sizeof *hess);
    for (int i = 0; i < dimensions; i++) {
        at[i] = x[i] + e;
        double up = log_likelihood(self, at, dimensions);
        at[i] = x[i] - e;
        double down = log_likelihood(self, at, dimensions);
        at[i] = x[i];
        g[i] = (up - down) / (2 * e);
        hess[i == 0 ? 0 : 2] = (up - 2 * middle + down) / (e * e);
    }
    if (dimensions == 2) {
        double corners[4];
        for (int c = 0; c < 4; c++) {
            at[0] = x[0] + (c & 1 ? e : -e);
            at[1] = x[1] + (c & 2 ? e : -e);
            corners[c] = log_likelihood(self, at, dimensions);
        }
        hess[1] = (corners[3] - corners[1] - corners[2] + corners[0]) / (4 * e * e);
    }
}

/* The Newton step where the function curves down, else a short one uphill. */
static void
step_of(const double g[2], const double hess[3], int dimensions, double ret[2])
{
    double determinant = hess[0] * hess[2] - hess[1] * hess[1];

    ret[1] = 0;
    if (dimensions == 1) {
        ret[0] = hess[0] < 0 ? -g[0] / hess[0] : copysign(0.5, g[0]);
    } else if (hess[0] < 0 && determinant > 0) {
        ret[0] = -(hess[2] * g[0] - hess[1] * g[1]) / determinant;
        ret[1] = -(hess[0] * g[1] - hess[1] * g[0]) / determinant;
    } else {
        double length = hypot(g[0], g[1]);
        ret[0] = length > 0 ? 0.5 * g[0] / length : 0;
        ret[1] = length > 0 ? 0.5 * g[1] / length : 0;
    }
}

static bool
climb(const HazardCounts *self, double x[2], int dimensions, double *ret_best)
{
    double best = log_likelihood(self, x, dimensions);

    for (int i = 0; i < STEPS; i++) {
        double g[2] = { 0 }, hess[3], step[2], gain = 0;
        derive(self, x, dimensions, g, hess);
        step_of(g, hess, dimensions, step);
        double scale = 1;
        for (int halved = 0; halved < 20; halved++, scale /= 2) {
            double next[2] = { CLAMP(x[0] + scale * step[0], -20, 20),
                               CLAMP(x[1] + scale * step[1], -20, 20) };
            double value = log_likelihood(self, next, dimensions);
            if (value > best) {
                gain = value - best;
                best = value;
                memcpy(x, next, 2 * sizeof *x);
                break;
            }
        }
        if (gain < ENOUGH)
            break;
    }
    *ret_best = best;
    return fabs(x[0]) < 15 && fabs(x[1]) < 15;
}

HazardFit
hazard_fit(const HazardCounts *self, HazardModel model)
{
    int dimensions = model == HAZARD_CURE_GEOMETRIC ? 2 : 1;
    double x[2] = { -1.4, dimensions == 2 ? 0.0 : 14.0 }, g[2], hess[3];
    HazardFit fit = { .model = model, .pi = 1, .pi_low = 1, .pi_high = 1 };
    double spread[2] = { NAN, NAN };

    fit.certain = climb(self, x, dimensions, &fit.log_likelihood);
    derive(self, x, dimensions, g, hess);
    if (dimensions == 1) {
        spread[0] = hess[0] < 0 ? sqrt(-1 / hess[0]) : NAN;
    } else {
        double determinant = hess[0] * hess[2] - hess[1] * hess[1];
        spread[0] = determinant > 0 ? sqrt(-hess[2] / determinant) : NAN;
        spread[1] = determinant > 0 ? sqrt(-hess[0] / determinant) : NAN;
    }
    fit.h = logistic(x[0]);
    fit.h_low = logistic(x[0] - Z95 * spread[0]);
    fit.h_high = logistic(x[0] + Z95 * spread[0]);
    if (dimensions == 2) {
        fit.pi = logistic(x[1]);
        fit.pi_low = logistic(x[1] - Z95 * spread[1]);
        fit.pi_high = logistic(x[1] + Z95 * spread[1]);
    }
    fit.certain = fit.certain && !isnan(spread[0]) && (dimensions == 1 || !isnan(spread[1]));
    fit.aic = 2 * dimensions - 2 * fit.log_likelihood;
    return fit;
}

HazardFit
hazard_fit_best(const HazardCounts *self)
{
    HazardFit plain = hazard_fit(self, HAZARD_GEOMETRIC);
    HazardFit cure = hazard_fit(self, HAZARD_CURE_GEOMETRIC);

    return cure.certain && cure.aic < plain.aic ? cure : plain;
}

double
hazard_expected(const HazardFit *fit, int attempt)
{
    double alive = fit->pi * pow(1 - fit->h, attempt - 1);

    return alive * fit->h / (1 - fit->pi + alive);
}
