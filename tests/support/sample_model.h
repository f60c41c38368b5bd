/* A model file of the smallest shape, for tests of reading it: dim 2, hidden 3, one head, one layer each, four pieces.
 * The embedding is int8, the other matrices F32. */
#ifndef NB_TESTS_SAMPLE_MODEL_H
#define NB_TESTS_SAMPLE_MODEL_H

#include "base/buf.h"

/* Appends the file; in its header the first `from` is written as `to` (NULL: as it is). False: `from` is not in it. */
bool sample_model(nb_buf *file, const char *from, const char *to);

#endif
