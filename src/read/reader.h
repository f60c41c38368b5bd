/* Bytes to documents. */
#ifndef NB_READ_READER_H
#define NB_READ_READER_H

#include "read/document.h"

typedef enum nb_input_kind { NB_INPUT_AUTO, NB_INPUT_TEXT, NB_INPUT_HTML, NB_INPUT_FEED, NB_INPUT_JSONL } nb_input_kind;

/* "text", "html", "feed", "jsonl", "auto". False: no such kind. */
bool nb_input_kind_of(nb_str name, nb_input_kind *kind);
/* The kind by content: a JSON object first, a feed's root element, HTML tags; else text. Never NB_INPUT_AUTO. */
nb_input_kind nb_sniff(nb_str bytes);

/* What bytes are that are no text, to follow "this is "; NULL: they may be one. */
const char *nb_no_text(nb_str bytes);
/* "utf-16le" or "utf-16be" of a text without a byte-order mark; NULL: it is neither. */
const char *nb_unmarked_utf16(nb_str bytes);

/* Bytes in any supported charset to UTF-8, in the arena. By byte-order mark; then UTF-16 without one; then valid UTF-8,
 * whatever was declared (no text in another charset is that by chance, and servers send a wrong header); then
 * `declared` (an HTTP header, meta or XML declaration; may be empty; "iso-8859-1" means Windows-1252); then uchardet;
 * then Windows-1252. Valid UTF-8 is kept byte for byte, mark included; bad sequences become U+FFFD. *charset: the name
 * of what was found, static. */
nb_status nb_to_utf8(nb_context *ctx, nb_arena *arena, nb_str bytes, nb_str declared, nb_str *utf8, nb_str *charset);

/* One document of plain text, of an HTML page. `name` is for messages; `charset` what the transport declared, or empty.
 * The caller frees the document. An input without any text gives NB_DATA. */
nb_status nb_read_text(nb_context *ctx, nb_str name, nb_str bytes, nb_str charset, nb_document **document);
nb_status nb_read_html(nb_context *ctx, nb_str name, nb_str bytes, nb_str charset, nb_document **document);

/* One line of JSON Lines: {"id","title","date","source","url","paragraphs":[..]} or "sentences":[..] (strings, or
 * arrays of tokens, which are joined by spaces) or "text":"..." (read as plain text). A paragraph that begins with "##
 * ", or looks like a heading, is one. NB_DATA: not such an object; the message names `name` (which carries the line
 * number). */
nb_status nb_read_json(nb_context *ctx, nb_str name, nb_str line, nb_document **document);

#endif
