/* The demo's library. Every value point that its sequences name stands here, and a few for nurture.
 */
#include "app/demo_content.h"

const DemoPoint DEMO_POINTS[] = {
    { "friday-peak", "Overtime is paid in four hours of the week",
      "Two drivers moved to a later slot, and a haulier of 40 vehicles stopped paying for Friday "
      "afternoons.",
      "operations, fleet, planning, logistics", "opening" },
    { "peak-question", "Who decides who drives after two?",
      "A question nobody minds: how do you decide today who drives after two o'clock on Friday?",
      NULL, "opening" },
    { "shared-interest", "Something they wrote themselves",
      "Their own words on shifts or drivers, taken seriously, with no pitch.", NULL, "opening" },
    { "empty-kilometres", "11% of the kilometres were empty",
      "A third of a planner's empty kilometres lay between two of her own depots.",
      "planning, fleet, operations", "building" },
    { "one-page-sheet", "The sheet to work out your own",
      "One page, fifteen minutes, your numbers: what empty kilometres cost you a month.", NULL,
      "building" },
    { "driver-voice", "\"I am home for dinner on Fridays now\"",
      "What a driver said about the new slots convinced a works council in Graz.",
      "hr, managing director", "building" },
    { "right-person", "Who else plans the week?",
      "If it sits with a colleague, they will gladly say with whom.", NULL, "closing" },
    { "hand-written-card", "A card by hand, the sheet enclosed",
      "Two lines in ink. Nobody else sends them.", NULL, "closing" },
    { "what-made-you-ask", "What made you look today?",
      "Whoever asked for a demo knows why: let them tell it first.", NULL, "opening" },
    { "two-minute-film", "A planner's morning in two minutes",
      "From the first order to the last slot, without a word of ours.", NULL, "opening" },
    { "own-routes", "Three of your own routes, together",
      "Their routes on the screen, not ours: it answers most questions.", NULL, "building" },
    { "price-sheet", "Prices on one page", "Per vehicle and month; worked out for their own fleet.",
      NULL, "building" },
    { "works-council", "Works councils have agreed to it",
      "The text of an agreement others signed, free to copy.", "hr, managing director",
      "building" },
    { "what-is-in-the-way", "What would have to be different?",
      "Ask it plainly; the answer is worth more than another touch.", NULL, "closing" },
    { "three-who-waited", "Three carriers who waited, and came back",
      "Each said \"not this quarter\". What brought them back fits on a page.", NULL, "closing" },
    { "winter-slots", "How others plan the icy weeks",
      "Four planners on what they change between December and February.", NULL, "nurture" },
    { "toll-changes", "What the new tolls mean for slots",
      "The changes of the year, in one table, country by country.", "planning, fleet", "nurture" },
};
const gsize DEMO_POINT_COUNT = G_N_ELEMENTS(DEMO_POINTS);

const DemoAsset DEMO_ASSETS[] = {
    { "kilometre-sheet", "Empty kilometres: the one-page sheet",
      "https://harborlane.example.com/sheet", "sheet", "one-page-sheet" },
    { "morning-film", "A planner's morning", "https://harborlane.example.com/film", "video",
      "two-minute-film" },
    { "prices", "Prices", "https://harborlane.example.com/prices", "sheet", "price-sheet" },
    { "graz", "The agreement of Graz", "https://harborlane.example.com/graz", "case",
      "works-council" },
};
const gsize DEMO_ASSET_COUNT = G_N_ELEMENTS(DEMO_ASSETS);
