#include "analyse/chains.h"
nb_status nb_resolve_pronouns(const nb_analysing *a, chain *chains, size_t n) { (void)a; (void)chains; (void)n; return NB_OK; }
