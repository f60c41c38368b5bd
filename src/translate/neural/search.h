/* Beam search over a group of sentences. */
#ifndef NB_TRANSLATE_NEURAL_SEARCH_H
#define NB_TRANSLATE_NEURAL_SEARCH_H

#include "translate/neural/decode.h"
#include "translate/neural/stacks.h"

/* Fills outputs[sentence]; its ids have room for limits[sentence] pieces. False: out of memory. */
bool nb_search(const nb_network *net, const nb_sources *sources, const size_t *limits, const nb_decode_options *options,
               nb_ids *const *outputs);

#endif
