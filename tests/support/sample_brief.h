/* Hand-made briefs for the tests of what is printed. Static: nothing to free. */
#ifndef NB_TESTS_SAMPLE_BRIEF_H
#define NB_TESTS_SAMPLE_BRIEF_H

#include "brief/brief.h"

extern const nb_brief
    nb_sample_brief; /* five sentences in four blocks, actors, unknown words, a repair, a quote, a list */
extern const nb_brief nb_sample_bare; /* no title, no actors, not translated */

#endif
