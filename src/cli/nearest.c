#include "cli/nearest.h"

enum { LONGEST = 31, FAR = 1000, NEAR = 2 };

static size_t least(size_t a, size_t b) {
  return a < b ? a : b;
}

size_t cli_edits(nb_str a, nb_str b) {
  size_t d[LONGEST + 1][LONGEST + 1];
  if (a.len > LONGEST || b.len > LONGEST) return FAR;
  for (size_t i = 0; i <= a.len; i++) d[i][0] = i;
  for (size_t j = 0; j <= b.len; j++) d[0][j] = j;
  for (size_t i = 1; i <= a.len; i++) {
    for (size_t j = 1; j <= b.len; j++) {
      size_t replace = d[i - 1][j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]);
      d[i][j] = least(replace, 1 + least(d[i - 1][j], d[i][j - 1]));
      bool swapped = i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1];
      if (swapped) d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.len][b.len];
}

bool cli_nearer(nb_str typed, nb_str known, size_t *best) {
  size_t edits = cli_edits(typed, known);
  if (typed.len >= 3 && nb_str_starts(known, typed)) edits = least(edits, 1);
  if (edits > NEAR || edits >= known.len || edits >= *best) return false;
  *best = edits;
  return true;
}
