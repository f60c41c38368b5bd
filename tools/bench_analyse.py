"""Actors, events and parts of speech beside marks made by hand: the section `analyse` of tools/bench.

A mention of an actor is right when its head lies in a mention marked by hand and the head of that one lies in it. An event is
right when either's head lies in the other. Each is matched once: precision counts the program's, recall those marked by hand.
Mentions marked by hand that share a head ("John Howard" in "John Howard, de premier") are one.
"""
import difflib
import json
import os
import re
from collections import Counter, defaultdict

# The marks of actors-events-dev are whole in these lines (headline, date, four sentences); below them only what comes up again
# of the actors above is marked.
WHOLE_LINES = 6
KINDS = {"PER": {"person", "role", "group"}, "ORG": {"organisation", "group"}, "LOC": {"place"}}
# Where a noun phrase's head is behind: what comes next says more about it.
AFTER_HEAD = set("van der in op met voor aan uit bij tot over tegen tussen onder naar om te die dat wie wat waar als , ( - : ;".split())
ARTICLES = set("de het een 'n zijn haar hun the".split())
TREEBANK = ("..", "data", "treebank", "nl_alpino-ud-test.conllu")


def head(tokens, words):
    """The head of a noun phrase of these places: the last before what only adds to it; of an apposition the first part's."""
    tokens = sorted(tokens)
    for n, t in enumerate(tokens):
        if n and words[t].lower() in AFTER_HEAD and words[tokens[0]].lower() not in AFTER_HEAD:
            return tokens[n - 1]
    return tokens[-1]


def event_head(tokens):
    """Of a verb and its particle the verb ("stelt ... uit"), else the last word ("vrije val")."""
    tokens = sorted(tokens)
    return tokens[-1] if tokens[-1] - tokens[0] == len(tokens) - 1 else tokens[0]


def places(words, found):
    """For each token that the program found: the places of the given words that it has letters of."""
    owner, ours = [i for i, w in enumerate(words) for _ in w], [i for i, t in enumerate(found) for _ in t]
    matcher = difflib.SequenceMatcher(None, "".join(words), "".join(found), autojunk=False)
    result = [set() for _ in found]
    for a, b, size in matcher.get_matching_blocks():
        for k in range(size):
            result[ours[b + k]].add(owner[a + k])
    return result


class Article:
    """What the program found in an article, by the places of the given words."""

    def __init__(self, given, line):
        self.words = given
        self.tokens = [[t["text"] for t in s["tokens"]] for s in line["sentences"]]
        self.tags = [[(t["pos"], t["lemma"]) for t in s["tokens"]] for s in line["sentences"]]
        assert len(self.words) == len(self.tokens), line["id"]
        self.places = [places(w, t) for w, t in zip(self.words, self.tokens)]
        self.actors, self.events = line["actors"], line["events"]

    def at(self, m):
        found = self.places[m["sentence"]][m["first"]:m["last"] + 1]
        return frozenset(p for token in found for p in token)

    def tag_at(self, sentence, place):
        return next((pos for p, (pos, _) in zip(self.places[sentence], self.tags[sentence]) if place in p), "")

    def mentions(self):
        """(sentence, places, kind, chain) of every mention of an actor."""
        return [(m["sentence"], self.at(m), a["kind"], n)
                for n, a in enumerate(self.actors) for m in a["mentions"] if self.at(m)]

    def happenings(self):
        return [(e["sentence"], self.at(e)) for e in self.events if self.at(e)]


def capitals(words):
    """The baseline's actors: runs of words with a capital, but for a sentence's first word alone."""
    found = []
    for s, sentence in enumerate(words):
        run = []
        for i, word in enumerate([*sentence, ""]):
            if word[:1].isupper():
                run.append(i)
                continue
            if run and run != [0]:
                found.append((s, frozenset(run), "", " ".join(sentence[i] for i in run[-1:]).lower()))
            run = []
    return found


def verbs(article):
    """The baseline's events: every verb."""
    found = []
    for s, tags in enumerate(article.tags):
        for token, (pos, _) in enumerate(tags):
            if pos == "VERB" and article.places[s][token]:
                found.append((s, frozenset(article.places[s][token])))
    return found


def match(gold, found, same):
    """Pairs (gold, found) of one sentence that are the same, each at most once; those of equal places first."""
    by_sentence, taken, pairs = defaultdict(list), set(), {}
    for n, f in enumerate(found):
        by_sentence[f[0]].append(n)
    for exact in (True, False):
        for g, mark in enumerate(gold):
            if g in pairs:
                continue
            for n in by_sentence[mark[0]]:
                if n not in taken and (mark[1] == found[n][1] if exact else same(mark, found[n])):
                    pairs[g] = n
                    taken.add(n)
                    break
    return pairs


class Tally:
    def __init__(self):
        self.right = self.found = self.gold = 0

    def add(self, right, found, gold):
        self.right, self.found, self.gold = self.right + right, self.found + found, self.gold + gold

    def row(self):
        p, r = self.right / max(1, self.found), self.right / max(1, self.gold)
        return ["%.1f" % (100 * x) for x in (p, r, 2 * p * r / max(1e-9, p + r))] + ["%d" % self.gold]


def b_cubed(gold, found, pairs):
    """Sums for B-cubed (Bagga and Baldwin 1998): how much of each mention's chain its other chain shares."""
    gold_chain, found_chain = defaultdict(set), defaultdict(set)
    back = {n: g for g, n in pairs.items()}
    for g, mark in enumerate(gold):
        gold_chain[mark[3]].add(g)
    for n, f in enumerate(found):
        found_chain[f[3]].add(("extra", n) if n not in back else back[n])
    precision = recall = 0
    for g, n in pairs.items():
        a, b = gold_chain[gold[g][3]], found_chain[found[n][3]]
        precision, recall = precision + len(a & b) / len(b), recall + len(a & b) / len(a)
    return precision, recall


def marked(article, kind):
    """(sentence, places, type, chain) of what is marked by hand; of actors that share a head the widest."""
    marks, seen = [], set()
    for m in sorted((m for m in article["mentions"] if m["kind"] == kind), key=lambda m: -len(m["tokens"])):
        words = article["sentences"][m["sentence"]]
        place = (m["sentence"], head(m["tokens"], words) if kind == "actor" else event_head(m["tokens"]))
        if place not in seen:
            seen.add(place)
            marks.append((m["sentence"], frozenset(m["tokens"]), m["type"], m["chain"]))
    return marks


def run_analyse(bench, name, articles):
    """Article by id."""
    given, made = bench.temporary(name + ".jsonl"), bench.temporary(name + ".found.jsonl")
    with open(given, "w", encoding="utf-8") as out:
        for a in articles:
            out.write(json.dumps({"id": a["id"], "sentences": a["sentences"]}, ensure_ascii=False) + "\n")
    bench.run("analyse", "--from", "jsonl", given, output=made)
    with open(made, encoding="utf-8") as lines:
        found = {line["id"]: line for line in map(json.loads, lines)}
    return {a["id"]: Article([s if isinstance(s, list) else s.split() for s in a["sentences"]], found[a["id"]])
            for a in articles}


# actors-events-dev


def actor_rows(name, articles, listing, lines):
    every, narrow, kinds, b3 = Tally(), Tally(), Tally(), Tally()
    chains = chains_found = b3_precision = b3_recall = 0
    for a in articles:
        words = a["sentences"]

        def same(mark, found):
            return head(found[1], words[found[0]]) in mark[1] and head(mark[1], words[mark[0]]) in found[1]

        gold = [m for m in marked(a, "actor") if m[0] < lines]
        found = [f for f in listing(a) if f[0] < lines]
        pairs = match(gold, found, same)
        every.add(len(pairs), len(found), len(gold))
        # What is marked but is no person, organisation or place (products, sums of money) counts neither way.
        others = {g for g, m in enumerate(gold) if m[2] not in KINDS}
        names, on_others = len(gold) - len(others), sum(g in others for g in pairs)
        narrow.add(len(pairs) - on_others, len(found) - on_others, names)
        kinds.add(sum(g not in others and found[n][2] in KINDS[gold[g][2]] for g, n in pairs.items()), len(found) - on_others,
                  names)
        with_actor = {gold[g][3] for g in pairs if g not in others}
        chains, chains_found = chains + len({m[3] for m in gold if m[2] in KINDS}), chains_found + len(with_actor)
        p, r = b_cubed(gold, found, pairs)
        b3_precision, b3_recall = b3_precision + p, b3_recall + r
    p, r = b3_precision / max(1, every.found), b3_recall / max(1, every.gold)
    b3_row = ["%.1f" % (100 * x) for x in (p, r, 2 * p * r / max(1e-9, p + r))]
    return [(name, *narrow.row()), *([("  with the right kind", *kinds.row())] if kinds.right else []),
            ("  chains of which a mention is found", "", "%.1f" % (100 * chains_found / max(1, chains)), "", str(chains)),
            ("  products and money counted too", *every.row()),
            ("  the same, chains by B-cubed", *b3_row, str(every.gold))]


def event_row(name, articles, listing, lines):
    tally = Tally()

    def same(mark, found):
        return event_head(found[1]) in mark[1] or event_head(mark[1]) in found[1]

    for a in articles:
        gold = [m for m in marked(a, "event") if m[0] < lines]
        found = [f for f in listing(a) if f[0] < lines]
        tally.add(len(match(gold, found, same)), len(found), len(gold))
    return (name, *tally.row())


def errors(articles, found, kind, lines):
    """How many marks were missed, and found without a mark, by class."""
    missed, extra = Counter(), Counter()
    for a in articles:
        ours = found[a["id"]]
        gold = [m for m in marked(a, kind) if m[0] < lines and (kind == "event" or m[2] in KINDS)]
        every = [m for m in marked(a, kind) if m[0] < lines]
        listed = ours.mentions() if kind == "actor" else [(*h, e["kind"]) for h, e in zip(ours.happenings(), ours.events)]
        listed = [f for f in listed if f[0] < lines]
        covered = {(f[0], t) for f in listed for t in f[1]}
        for m in gold:
            at = {head(m[1], a["sentences"][m[0]])} if kind == "actor" else m[1]
            if not any((m[0], t) in covered for t in at):
                missed[ours.tag_at(m[0], min(at))] += 1
        marks = {(m[0], t) for m in every for t in m[1]}
        for f in listed:
            if not any((f[0], t) in marks for t in f[1]):
                extra[f[2]] += 1
    return missed, extra


def print_errors(articles, found, kind, lines):
    missed, extra = errors(articles, found, kind, lines)
    print("  missed, by the tag of the head:  " + ", ".join("%s %d" % x for x in missed.most_common()))
    print("  found, nothing marked there:  " + ", ".join("%s %d" % x for x in extra.most_common()))


def marked_articles(bench, table, program):
    with open(bench.data("actors-events-dev.jsonl"), encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    # Where nothing is marked of a kind, the marks are missing.
    articles = [a for a in articles if any(m["kind"] == "actor" for m in a["mentions"])]
    with_events = [a for a in articles if any(m["kind"] == "event" for m in a["mentions"])]
    found = run_analyse(bench, "marked", articles)
    header = ["system", "precision", "recall", "F1", "marked"]
    parts = [(WHOLE_LINES, "the first %d lines, marked whole" % WHOLE_LINES), (1 << 20, "all lines, the rest marked in part")]
    for lines, where in parts:
        rows = actor_rows(program, articles, lambda a: found[a["id"]].mentions(), lines)
        rows += actor_rows("words with a capital", articles, lambda a: capitals(a["sentences"]), lines)
        table("Actors: mentions in %d articles of actors-events-dev, %s" % (len(articles), where), header, rows)
        print_errors(articles, found, "actor", lines)
        rows = [event_row(program, with_events, lambda a: found[a["id"]].happenings(), lines),
                event_row("every verb", with_events, lambda a: verbs(found[a["id"]]), lines)]
        table("Events: %d articles of actors-events-dev, %s" % (len(with_events), where), header, rows)
        print_errors(with_events, found, "event", lines)


# briefs-dev: lists of the main actors and events


def name_words(name):
    return [w for w in re.findall(r"[\w.&'-]+", re.sub(r"\(.*?\)", " ", name).lower()) if w not in ARTICLES]


def same_name(a, b):
    """The same words, or the words of one end with, or have in order and end like, those of the other."""
    a, b = sorted((name_words(a), name_words(b)), key=len)
    if not a:
        return False
    rest = iter(b)
    return a == b or (a[-1] == b[-1] and all(w in rest for w in a))


def main_actors(articles, names_of, most):
    tally = Tally()
    for a in articles:
        gold, used = [x["nl"] for x in a["actors"]], set()
        found = names_of(a)[:most]
        for n, names in enumerate(found):
            g = next((g for g, name in enumerate(gold) if g not in used and any(same_name(name, x) for x in names)), None)
            if g is not None:
                used.add(g)
        tally.add(len(used), len(found), len(gold))
    return tally.row()


def main_events(articles, events_of):
    tally = Tally()
    for a in articles:
        used, found = set(), events_of(a)
        for e in a["events"]:
            words = set(w.lower() for w in re.findall(r"[\w'-]+", e["nl"]))
            n = next((n for n, (s, texts) in enumerate(found) if n not in used and s == e["sentence"] and words & texts), None)
            if n is not None:
                used.add(n)
        tally.add(len(used), len(found), len(a["events"]))
    return tally.row()


def actor_names(found):
    listed = []
    for actor in found.actors:
        texts = {" ".join(t for t in found.tokens[m["sentence"]][m["first"]:m["last"] + 1]) for m in actor["mentions"]}
        listed.append([actor["nl"], *texts, *((actor["role_nl"],) if actor["role_nl"] else ())])
    return listed


def capital_names(found):
    names = defaultdict(list)
    for s, at, _, key in capitals(found.words):
        names[key.strip(".,:;\"'")].append(" ".join(found.words[s][i].strip(".,:;\"'") for i in sorted(at)))
    return sorted(names.values(), key=len, reverse=True)


def event_texts(found):
    return [(e["sentence"], {t.lower() for t in found.tokens[e["sentence"]][e["first"]:e["last"] + 1]}) for e in found.events]


def verb_texts(found):
    return [(s, {found.tokens[s][t].lower()}) for s, tags in enumerate(found.tags) for t, (pos, _) in enumerate(tags)
            if pos == "VERB"]


def listed_articles(bench, table, program):
    with open(bench.data("briefs-dev.jsonl"), encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    for a in articles:
        a["sentences"] = a["sentences_nl"]
    found = run_analyse(bench, "listed", articles)
    systems = [(program, actor_names, event_texts), ("words with a capital; every verb", capital_names, verb_texts)]
    rows = []
    for name, names, events in systems:
        rows.append((name + ": all actors", *main_actors(articles, lambda a: names(found[a["id"]]), 1 << 20)))
        rows.append((name + ": first 8 actors", *main_actors(articles, lambda a: names(found[a["id"]]), 8)))
        rows.append((name + ": events", *main_events(articles, lambda a: events(found[a["id"]]))))
    table("Main actors (by name) and events (by word and sentence) of briefs-dev; only the main ones are listed there",
          ["system", "precision", "recall", "F1", "listed"], rows)


# Parts of speech


def read_treebank(path):
    """(words, tags) of each sentence; words written as one are one with the first one's tag."""
    sentences, words, tags = [], [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > 3 and cells[0].isdigit():
                words.append(cells[1])
                tags.append(cells[3])
            elif not line.strip() and words:
                sentences.append((words, tags))
                words, tags = [], []
    return sentences + ([(words, tags)] if words else [])


def parts_of_speech(bench, table, program):
    path = bench.data(*TREEBANK)
    if not os.path.exists(path):
        print("\nParts of speech: no treebank at %s" % path)
        return
    sentences = read_treebank(path)
    found = run_analyse(bench, "treebank", [{"id": str(i), "sentences": [w]} for i, (w, _) in enumerate(sentences)])
    right = total = 0
    for i, (words, tags) in enumerate(sentences):
        a = found[str(i)]
        ours = {next(iter(p)): pos for p, (pos, _) in zip(a.places[0], a.tags[0]) if len(p) == 1}
        right += sum(ours.get(k) == tag for k, tag in enumerate(tags))
        total += len(tags)
    table("Parts of speech: UPOS on UD Dutch Alpino test, its tokens", ["tagger", "right %", "words"],
          [(program, "%.2f" % (100 * right / total), total)])


def run(bench, table, program):
    parts_of_speech(bench, table, program)
    marked_articles(bench, table, program)
    listed_articles(bench, table, program)
