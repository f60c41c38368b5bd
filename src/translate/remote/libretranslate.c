/* LibreTranslate, which users can run themselves: https://docs.libretranslate.com/api/operations/translate/ */
#include "base/utf8.h"
#include "translate/remote/service.h"

static cJSON *request(const char *key, const nb_str *texts, size_t n) {
  cJSON *body = cJSON_CreateObject();
  if (nb_json_add_texts(body, "q", texts, n) && cJSON_AddStringToObject(body, "source", "nl") &&
      cJSON_AddStringToObject(body, "target", "en") && cJSON_AddStringToObject(body, "format", "text") &&
      (!key || cJSON_AddStringToObject(body, "api_key", key)))
    return body;
  cJSON_Delete(body);
  return NULL;
}

static const cJSON *list(const cJSON *reply) {
  return cJSON_GetObjectItemCaseSensitive(reply, "translatedText");
}

static const cJSON *text(const cJSON *item) {
  return item;
}

const nb_remote_service nb_libretranslate = {
    .name = "libretranslate",
    .path = "/translate",
    .max_texts = 50,
    .max_size = 20000, /* characters */
    .size = nb_utf8_length,
    .request = request,
    .list = list,
    .text = text,
};
