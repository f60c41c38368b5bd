/* analyse: what was found in each document, one JSON object a line. Offsets are bytes in the sentence's text, as UTF-8.
 */
#include "cli/cli.h"
#include "cli/json.h"

static void add_token(nb_buf *out, const nb_token *token, const nb_tag *tag) {
  nb_buf_printf(out, "{\"start\":%zu,\"end\":%zu", token->start, token->end);
  cli_json_member(out, "text", token->text);
  cli_json_member(out, "pos", nb_str_of(nb_pos_name(tag->pos)));
  cli_json_member(out, "lemma", tag->lemma);
  nb_buf_add_char(out, '}');
}

static void add_sentences(nb_buf *out, const nb_analysis *a) {
  nb_buf_add_c(out, ",\"sentences\":[");
  for (size_t i = 0; i < a->sentences->n; i++) {
    const nb_sentence *s = &a->sentences->items[i];
    nb_buf_printf(out, "%s{\"start\":%zu,\"end\":%zu,\"heading\":%s", i ? "," : "", s->start, s->end,
                  s->kind == NB_HEADING ? "true" : "false");
    cli_json_member(out, "text", s->text);
    nb_buf_add_c(out, ",\"tokens\":[");
    for (size_t t = 0; t < s->n_tokens; t++) {
      if (t) nb_buf_add_char(out, ',');
      add_token(out, &s->tokens[t], &a->tags[i][t]);
    }
    nb_buf_add_c(out, "]}");
  }
  nb_buf_add_char(out, ']');
}

static void add_place(nb_buf *out, const nb_analysis *a, const nb_mention *m) {
  nb_buf_printf(out, "\"sentence\":%zu,\"first\":%zu,\"last\":%zu,\"start\":%zu,\"end\":%zu", m->sentence, m->first,
                m->last, m->start, m->end);
  cli_json_member(out, "text", nb_str_sub(a->sentences->items[m->sentence].text, m->start, m->end));
}

static void add_actors(nb_buf *out, const nb_analysis *a) {
  nb_buf_add_c(out, ",\"actors\":[");
  for (size_t i = 0; i < a->n_actors; i++) {
    const nb_actor *actor = &a->actors[i];
    nb_buf_printf(out, "%s{\"kind\":\"%s\"", i ? "," : "", nb_actor_kind_name(actor->kind));
    cli_json_member(out, "nl", actor->nl);
    cli_json_member(out, "en", actor->en);
    cli_json_member(out, "role_nl", actor->role_nl);
    cli_json_member(out, "role_en", actor->role_en);
    nb_buf_add_c(out, ",\"mentions\":[");
    for (size_t m = 0; m < actor->n_mentions; m++) {
      nb_buf_add_c(out, m ? ",{" : "{");
      add_place(out, a, &actor->mentions[m]);
      nb_buf_add_char(out, '}');
    }
    nb_buf_add_c(out, "]}");
  }
  nb_buf_add_char(out, ']');
}

static void add_events(nb_buf *out, const nb_analysis *a) {
  nb_buf_add_c(out, ",\"events\":[");
  for (size_t i = 0; i < a->n_events; i++) {
    const nb_event *event = &a->events[i];
    nb_buf_add_c(out, i ? ",{" : "{");
    add_place(out, a, &event->at);
    cli_json_member(out, "kind", nb_str_of(nb_event_kind_name(event->kind)));
    cli_json_member(out, "status", nb_str_of(nb_event_status_name(event->status)));
    cli_json_member(out, "nl", event->nl);
    cli_json_member(out, "lemma", event->lemma);
    cli_json_member(out, "en", event->en);
    cli_json_member(out, "time", event->time);
    cli_json_member(out, "place", event->place);
    nb_buf_add_char(out, '}');
  }
  nb_buf_add_char(out, ']');
}

static void add_document(nb_buf *out, const nb_document *document, const nb_analysis *a) {
  nb_buf_add_c(out, "{\"id\":");
  cli_json_string(out, document->id);
  cli_json_member(out, "title", document->title);
  add_sentences(out, a);
  add_actors(out, a);
  add_events(out, a);
  nb_buf_add_c(out, "}\n");
}

static nb_status one(cli *c, void *user, nb_document *document, bool line) {
  (void)user;
  (void)line;
  const nb_stages *stages = &c->pipeline->stages;
  nb_sentences sentences;
  nb_analysis analysis;
  nb_status status = nb_sentences_of(c->ctx, stages->splitter, stages->normalizer, document, &sentences);
  if (!status) status = nb_analyse(c->ctx, stages->analyser, document->arena, &sentences, &analysis);
  if (!status) add_document(&c->output.text, document, &analysis);
  nb_document_free(document);
  return status;
}

nb_status cli_analyse(cli *c) {
  nb_status status = nb_pipeline_need(c->pipeline, NB_STAGE_SPLITTER | NB_STAGE_NORMALIZER | NB_STAGE_ANALYSER);
  if (!status) status = cli_each_document(c, one, NULL);
  return status ? status : cli_outcome(c);
}
