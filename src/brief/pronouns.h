/* Pronouns whose antecedent was left out of the brief: "Hij" becomes "Poetin" in what is translated. */
#ifndef NB_BRIEF_PRONOUNS_H
#define NB_BRIEF_PRONOUNS_H

#include "brief/brief.h"

/* Sets `meant` and `resolved` of those of the brief's sentences that begin in the air. In the arena. */
nb_status nb_name_pronouns(nb_context *ctx, nb_arena *arena, const nb_analysis *analysis, nb_brief *brief);

#endif
