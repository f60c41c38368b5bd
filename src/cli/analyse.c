/* analyse: what was found in each document, one JSON object a line. Offsets are code points: those of a sentence in the
 * document's text, all others in the sentence's. */
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/json.h"

typedef struct output {
  nb_buf *out;
  const nb_analysis *a;
  nb_points points;
} output;

static void add_range(output *o, nb_str text, size_t start, size_t end) {
  size_t from = nb_points_before(&o->points, text, start), to = nb_points_before(&o->points, text, end);
  nb_buf_printf(o->out, "\"start\":%zu,\"end\":%zu", from, to);
}

static void add_tokens(output *o, size_t sentence) {
  const nb_sentence *s = &o->a->sentences->items[sentence];
  nb_buf_add_c(o->out, ",\"tokens\":[");
  for (size_t t = 0; t < s->n_tokens; t++) {
    const nb_tag *tag = &o->a->tags[sentence][t];
    nb_buf_add_c(o->out, t ? ",{" : "{");
    add_range(o, s->text, s->tokens[t].start, s->tokens[t].end);
    cli_json_member(o->out, "text", s->tokens[t].text);
    cli_json_member(o->out, "pos", nb_str_of(nb_pos_name(tag->pos)));
    cli_json_member(o->out, "lemma", tag->lemma);
    nb_buf_add_char(o->out, '}');
  }
  nb_buf_add_char(o->out, ']');
}

static void add_sentences(output *o, const nb_document *document) {
  nb_points places = {0};
  nb_buf_add_c(o->out, ",\"sentences\":[");
  for (size_t i = 0; i < o->a->sentences->n; i++) {
    const nb_sentence *s = &o->a->sentences->items[i];
    size_t start = nb_points_before(&places, document->text, s->start);
    nb_buf_printf(o->out, "%s{\"start\":%zu,\"end\":%zu,\"heading\":%s", i ? "," : "", start,
                  nb_points_before(&places, document->text, s->end), s->kind == NB_HEADING ? "true" : "false");
    cli_json_member(o->out, "text", s->text);
    add_tokens(o, i);
    nb_buf_add_char(o->out, '}');
  }
  nb_buf_add_char(o->out, ']');
}

static void add_mention(output *o, const nb_mention *m) {
  nb_str text = o->a->sentences->items[m->sentence].text;
  nb_buf_printf(o->out, "\"sentence\":%zu,\"first\":%zu,\"last\":%zu,", m->sentence, m->first, m->last);
  add_range(o, text, m->start, m->end);
  cli_json_member(o->out, "text", nb_str_sub(text, m->start, m->end));
}

static void add_actors(output *o) {
  nb_buf_add_c(o->out, ",\"actors\":[");
  for (size_t i = 0; i < o->a->n_actors; i++) {
    const nb_actor *actor = &o->a->actors[i];
    nb_buf_printf(o->out, "%s{\"kind\":\"%s\"", i ? "," : "", nb_actor_kind_name(actor->kind));
    cli_json_member(o->out, "nl", actor->nl);
    cli_json_member(o->out, "en", actor->en);
    cli_json_member(o->out, "role", actor->role_en.len ? actor->role_en : actor->role_nl);
    cli_json_member(o->out, "role_nl", actor->role_nl);
    nb_buf_add_c(o->out, ",\"mentions\":[");
    for (size_t m = 0; m < actor->n_mentions; m++) {
      nb_buf_add_c(o->out, m ? ",{" : "{");
      add_mention(o, &actor->mentions[m]);
      nb_buf_add_char(o->out, '}');
    }
    nb_buf_add_c(o->out, "]}");
  }
  nb_buf_add_char(o->out, ']');
}

static void add_parts(output *o, const nb_event *event) {
  nb_buf_add_c(o->out, ",\"actors\":[");
  for (size_t i = 0; i < event->n_parts; i++)
    nb_buf_printf(o->out, "%s{\"actor\":%zu,\"role\":\"%s\"}", i ? "," : "", event->parts[i].actor,
                  nb_part_role_name(event->parts[i].role));
  nb_buf_add_char(o->out, ']');
}

static void add_events(output *o) {
  nb_buf_add_c(o->out, ",\"events\":[");
  for (size_t i = 0; i < o->a->n_events; i++) {
    const nb_event *event = &o->a->events[i];
    nb_buf_add_c(o->out, i ? ",{" : "{");
    add_mention(o, &event->at);
    cli_json_member(o->out, "kind", nb_str_of(nb_event_kind_name(event->kind)));
    cli_json_member(o->out, "status", nb_str_of(nb_event_status_name(event->status)));
    cli_json_member(o->out, "nl", event->nl);
    cli_json_member(o->out, "lemma", event->lemma);
    cli_json_member(o->out, "en", event->en);
    cli_json_member(o->out, "time", event->time);
    cli_json_member(o->out, "place", event->place);
    add_parts(o, event);
    nb_buf_printf(o->out, ",\"weight\":%u}", event->weight);
  }
  nb_buf_add_char(o->out, ']');
}

static void add_document(nb_buf *out, const nb_document *document, const nb_analysis *a) {
  output o = {.out = out, .a = a};
  nb_buf_add_c(out, "{\"id\":");
  if (document->id_is_number)
    nb_buf_add(out, document->id);
  else
    cli_json_string(out, document->id);
  cli_json_member(out, "title", document->title);
  add_sentences(&o, document);
  add_actors(&o);
  add_events(&o);
  nb_buf_add_c(out, "}\n");
}

static nb_status one(cli *c, void *user, nb_document *document, bool line) {
  (void)user;
  (void)line;
  const nb_stages *stages = &c->pipeline->stages;
  bool given = document->n_blocks && document->blocks[0].kind == NB_SENTENCE; /* its offsets are the giver's */
  nb_sentences sentences;
  nb_analysis analysis;
  nb_status status = nb_sentences_of(c->ctx, stages->splitter, given ? NULL : stages->normalizer, document, &sentences);
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
