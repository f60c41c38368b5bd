/* Small pieces of JSON, for the output that only the command has. */
#ifndef NB_CLI_JSON_H
#define NB_CLI_JSON_H

#include "base/buf.h"

/* A string with its quotes; bytes that are not UTF-8 become U+FFFD. */
void cli_json_string(nb_buf *out, nb_str s);
/* ,"key":"value" */
void cli_json_member(nb_buf *out, const char *key, nb_str value);

#endif
