/* XML of glossary files, over Expat: elements by their place in a table, names without prefix, nothing from outside the
 * file. */
#ifndef NB_LEXICON_USER_XML_H
#define NB_LEXICON_USER_XML_H

#include "lexicon/user/formats.h"

/* What an element is to those inside it; a format's own kinds begin with NB_XML_FIRST. */
enum { NB_XML_OUTSIDE, NB_XML_IGNORED, NB_XML_INLINE /* its text belongs to what it is in */, NB_XML_FIRST };

typedef struct nb_xml_element {
  int parent;
  const char *name;
  int kind;
  bool text; /* its text is wanted */
} nb_xml_element;

typedef struct nb_xml_format {
  const nb_xml_element *elements; /* those that are not here are ignored with all that is in them */
  size_t n;
  /* `attributes`: names and values in turn, NULL at the end. */
  void (*open)(void *user, int kind, const char **attributes, size_t line);
  /* The text is valid during the call. A status other than NB_OK ends the reading. */
  nb_status (*close)(void *user, int kind, nb_str text);
} nb_xml_format;

/* NB_DATA names the line: damaged XML, nested too deeply, entities of its own. */
nb_status nb_xml_read(nb_glossary_file *file, const nb_xml_format *format, void *user);

nb_str nb_xml_attribute(const char **attributes, const char *name); /* empty: not there */
/* "nl", "nl-NL", "NL_be": whether a language is this one. */
bool nb_xml_language(nb_str language, const char *code);

#endif
