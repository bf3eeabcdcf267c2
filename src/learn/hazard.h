/* Reply hazard by attempt: how likely is an answer to the k-th attempt, given there was none
 * before.
 *
 * Two views of the same counts: the plain rate at each attempt with its interval, and two models,
 * compared by AIC. In the geometric model everybody answers an attempt with chance h. In the cure
 * model only a share pi could ever answer; the others are "cured" of answering, so rates fall with
 * the attempts although nobody's mind changes: the live ones have answered and left.
 *
 * Beyond `most` attempts a subject counts as still silent after `most`: long tails are few, chosen
 * by reps, and would lean on the fit.
 *
 * What it is not: causal. Reps stop where they see no chance, so late attempts are of better leads
 * than chance would pick (EVIDENCE.md, pitfalls). */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define HAZARD_MAX_ATTEMPTS 64
#define HAZARD_MOST 15 /* attempts looked at, unless said otherwise */

/* Subjects whose story ended at attempt k: [k] answered it, or were silent after it. */
typedef struct {
    int most; /* 1 ... HAZARD_MAX_ATTEMPTS */
    uint64_t answered[HAZARD_MAX_ATTEMPTS + 1], silent[HAZARD_MAX_ATTEMPTS + 1];
} HazardCounts;

void hazard_counts_init(HazardCounts *self, int most);
/* One subject: so many attempts (at least 1), the last of them answered or not. */
void hazard_counts_add(HazardCounts *self, int attempts, bool answered);

typedef struct {
    uint64_t at_risk, answered; /* reached this attempt; answered it */
    double rate, low, high;     /* Wilson's 95 % interval; NaN where nobody was at risk */
} HazardRate;

HazardRate hazard_rate(const HazardCounts *self, int attempt);
/* The same of bare counts. */
HazardRate hazard_rate_of(uint64_t at_risk, uint64_t answered);

typedef enum { HAZARD_GEOMETRIC, HAZARD_CURE_GEOMETRIC } HazardModel;

typedef struct {
    HazardModel model;
    double pi, pi_low, pi_high; /* share that could answer; 1 in the geometric model */
    double h, h_low, h_high;    /* chance that one of those answers an attempt */
    double log_likelihood, aic;
    bool certain; /* the fit converged inside its bounds; else take it for nothing */
} HazardFit;

const char *hazard_model_name(HazardModel model); /* "cure_geometric" */
/* Maximum likelihood by Newton's method; intervals are 95 %, by the curvature. */
HazardFit hazard_fit(const HazardCounts *self, HazardModel model);
/* The better of the two by AIC. */
HazardFit hazard_fit_best(const HazardCounts *self);
/* What a fit says of the k-th attempt, given silence before. */
double hazard_expected(const HazardFit *fit, int attempt);
