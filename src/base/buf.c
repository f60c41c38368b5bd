#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char empty[1] = "";

void nb_buf_init(nb_buf *buf, size_t max_bytes) {
  *buf = (nb_buf){.ptr = empty, .max = max_bytes};
}

void nb_buf_free(nb_buf *buf) {
  if (buf->cap) free(buf->ptr);
  nb_buf_init(buf, buf->max);
}

void nb_buf_clear(nb_buf *buf) {
  buf->len = 0;
  buf->status = NB_OK;
  if (buf->cap) buf->ptr[0] = 0;
}

static nb_status reserve(nb_buf *buf, size_t more) {
  if (buf->status) return buf->status;
  if (more > buf->max || buf->len > buf->max - more) return buf->status = NB_DATA;
  size_t need = buf->len + more + 1;
  if (need <= buf->cap) return NB_OK;
  size_t cap = buf->cap ? buf->cap : 64;
  while (cap < need) cap += cap / 2 + 64;
  char *grown = realloc(buf->cap ? buf->ptr : NULL, cap);
  if (!grown) return buf->status = NB_INTERNAL;
  buf->ptr = grown;
  buf->cap = cap;
  return NB_OK;
}

nb_status nb_buf_add(nb_buf *buf, nb_str s) {
  if (reserve(buf, s.len)) return buf->status;
  if (s.len) memcpy(buf->ptr + buf->len, s.ptr, s.len);
  buf->len += s.len;
  buf->ptr[buf->len] = 0;
  return NB_OK;
}

nb_status nb_buf_add_c(nb_buf *buf, const char *c_string) {
  return nb_buf_add(buf, nb_str_of(c_string));
}

nb_status nb_buf_add_char(nb_buf *buf, char c) {
  return nb_buf_add(buf, (nb_str){&c, 1});
}

nb_status nb_buf_printf(nb_buf *buf, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (n < 0) return buf->status = NB_INTERNAL;
  if (reserve(buf, (size_t)n)) return buf->status;
  va_start(args, format);
  vsnprintf(buf->ptr + buf->len, (size_t)n + 1, format, args);
  va_end(args);
  buf->len += (size_t)n;
  return NB_OK;
}

nb_str nb_buf_str(const nb_buf *buf) {
  return (nb_str){buf->ptr, buf->len};
}
