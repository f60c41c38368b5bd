#include "translate/glossary/unit.h"
nb_status nb_fix_verbs(const nb_work *work, nb_units *units) { (void)work; (void)units; return NB_OK; }
