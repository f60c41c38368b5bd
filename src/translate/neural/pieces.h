/* SentencePiece unigram tokenizer (Kudo 2018): the same ids as spm_encode for the model's file. */
#ifndef NB_TRANSLATE_NEURAL_PIECES_H
#define NB_TRANSLATE_NEURAL_PIECES_H

#include <stdint.h>

#include "base/arena.h"
#include "base/context.h"

typedef struct nb_pieces nb_pieces;

enum { NB_PIECE_PAD = 0, NB_PIECE_BEGIN = 1, NB_PIECE_END = 2, NB_PIECE_UNKNOWN = 3 };

/* `model`: the bytes of a SentencePiece model (protobuf), borrowed. NB_CONFIG: not one, or damaged. The caller frees.
 */
nb_status nb_pieces_new(nb_context *ctx, nb_str model, nb_pieces **pieces);
void nb_pieces_free(nb_pieces *pieces);
size_t nb_pieces_size(const nb_pieces *pieces);
/* Ids of a text without begin and end; a lone space piece directly before a user symbol (<h>, <|>, </h>) is dropped, as
 * shared with the trainer. In the arena. */
nb_status nb_pieces_encode(nb_context *ctx, const nb_pieces *pieces, nb_arena *arena, nb_str text, int32_t **ids,
                           size_t *n);
/* The same with a segmentation drawn at random, for training (Kudo 2018): one of score s with a share as exp(s *
 * sharpness). `random`: state of nb_random. */
nb_status nb_pieces_sample(nb_context *ctx, const nb_pieces *pieces, nb_arena *arena, nb_str text, double sharpness,
                           uint64_t *random, int32_t **ids, size_t *n);
/* Text of ids; ids out of range and control pieces give nothing. */
nb_status nb_pieces_decode(nb_context *ctx, const nb_pieces *pieces, nb_arena *arena, const int32_t *ids, size_t n,
                           nb_str *text);

#endif
