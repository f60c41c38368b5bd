#include "translate/remote/service.h"

size_t nb_json_size(nb_str text) {
  size_t size = 3; /* two quotes and a comma */
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    if (c < ' ')
      size += 6;
    else
      size += c == '"' || c == '\\' ? 2 : 1;
  }
  return size;
}

bool nb_json_add_texts(cJSON *object, const char *name, const nb_str *texts, size_t n) {
  cJSON *array = cJSON_AddArrayToObject(object, name);
  for (size_t i = 0; array && i < n; i++) {
    cJSON *text = cJSON_CreateString(texts[i].ptr);
    if (!cJSON_AddItemToArray(array, text)) {
      cJSON_Delete(text);
      return false;
    }
  }
  return array != NULL;
}
