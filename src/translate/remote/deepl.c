/* DeepL, version 2: https://developers.deepl.com/api-reference/translate */
#include "translate/remote/service.h"

/* Keys of free accounts end in ":fx" and have a host of their own. */
static const char *default_url(const char *key) {
  return nb_str_ends(nb_str_of(key), NB_STR(":fx")) ? "https://api-free.deepl.com" : "https://api.deepl.com";
}

static cJSON *request(const char *key, const nb_str *texts, size_t n) {
  (void)key; /* in a header */
  cJSON *body = cJSON_CreateObject();
  if (nb_json_add_texts(body, "text", texts, n) && cJSON_AddStringToObject(body, "source_lang", "NL") &&
      cJSON_AddStringToObject(body, "target_lang", "EN-GB") && cJSON_AddStringToObject(body, "split_sentences", "0") &&
      cJSON_AddTrueToObject(body, "preserve_formatting"))
    return body;
  cJSON_Delete(body);
  return NULL;
}

static const cJSON *list(const cJSON *reply) {
  return cJSON_GetObjectItemCaseSensitive(reply, "translations");
}

static const cJSON *text(const cJSON *item) {
  return cJSON_GetObjectItemCaseSensitive(item, "text");
}

const nb_remote_service nb_deepl = {
    .name = "deepl",
    .path = "/v2/translate",
    .default_url = default_url,
    .needs_key = true,
    .key_header = "Authorization: DeepL-Auth-Key ",
    .max_texts = 50,
    .max_size = 127 * 1024, /* bytes: of the 128 KiB of a request one is left for the rest */
    .size = nb_json_size,
    .request = request,
    .list = list,
    .text = text,
};
