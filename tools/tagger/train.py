#!/usr/bin/env python3
"""Train the part-of-speech tagger's table (src/analyse/tags.c) from Universal Dependencies treebanks.

    tools/tagger/train.py OUT.tsv TRAIN.conllu [--not TEST.conllu ...]

A bigram hidden Markov model. States are UD parts of speech, verbs and auxiliaries told apart by verb form (VERB.f finite, VERB.i
infinitive, VERB.p participle). Sentences that also stand in a --not file are left out. Rows of OUT.tsv:

    trans   state  state   ln p(second | first) while the clause has no finite verb yet, and where it has; "." is the sentence's edge
    state   state  .       ln p(state)
    form    form   state   count                   forms seen three times or more
    suffix  end    state   count                   last three letters of rare words, "^" before them where it has a capital
"""
import argparse
import collections
import math

FINITE, CLAUSE_EDGES, RELATIVE = {"AUX.f", "VERB.f"}, {"CCONJ", "PUNCT", "SCONJ"}, {"die", "dat", "wie", "wat"}
AUXILIARIES = {"zijn", "hebben", "worden", "zullen", "kunnen", "moeten", "mogen", "willen"}

def sentences(path):
    words = []
    for line in open(path, encoding="utf8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) == 10 and cells[0].isdigit():
            words.append((cells[1], state(our_pos(cells), cells[5])))
        elif not line.strip() and words:
            yield words
            words = []
    if words:
        yield words


def our_pos(cells):
    """The lexicon's part of speech: "te" before an infinitive is a particle, and a verb that can be an auxiliary always is one."""
    form, lemma, pos, relation = cells[1], cells[2], cells[3], cells[7]
    if form.lower() == "te" and relation == "mark":
        return "PART"
    return "AUX" if pos == "VERB" and lemma in AUXILIARIES else pos


def state(pos, features):
    if pos in ("VERB", "AUX"):
        return pos + (".p" if "VerbForm=Part" in features else ".i" if "VerbForm=Inf" in features else ".f")
    return pos


def follows(row, b, every):
    return math.log((row[b] + 0.1) / (sum(row.values()) + 0.1 * len(every)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out")
    parser.add_argument("train")
    parser.add_argument("--not", dest="held", nargs="*", default=[])
    args = parser.parse_args()
    held = {tuple(w for w, _ in s) for path in args.held for s in sentences(path)}
    trans, states = collections.defaultdict(collections.Counter), collections.Counter()
    forms, total = collections.defaultdict(collections.Counter), collections.Counter()
    train = [s for s in sentences(args.train) if tuple(w for w, _ in s) not in held]
    for s in train:
        before, finite = ".", 0
        for i, (word, tag) in enumerate(s):
            trans[before, finite][tag] += 1
            states[tag] += 1
            key = word.lower() if i == 0 and tag != "PROPN" else word
            forms[key][tag] += 1
            total[key] += 1
            edge = tag in CLAUSE_EDGES or (tag == "PRON" and word.lower() in RELATIVE)
            before, finite = tag, 0 if edge else 1 if tag in FINITE else finite
        trans[before, finite]["."] += 1
    suffixes = collections.defaultdict(collections.Counter)
    for word, counts in forms.items():
        if total[word] <= 3 and word[-1:].isalpha() and len(word) > 3:
            suffixes[("^" if word[0].isupper() else "") + word[-3:].lower()].update(counts.keys())
    every = sorted(states) + ["."]
    n = sum(states.values())
    with open(args.out, "w", encoding="utf8") as f:
        f.write("# trained by tools/tagger/train.py; see there for the columns\n")
        for a in every:
            for b in every:
                without, behind = (follows(trans[a, finite], b, every) for finite in (0, 1))
                f.write(f"trans\t{a}\t{b}\t{without:.2f}\t{behind:.2f}\n")
        for a in sorted(states):
            f.write(f"state\t{a}\t.\t{math.log(states[a] / n):.2f}\n")
        for word in sorted(w for w in forms if total[w] >= 3):
            for tag, count in forms[word].most_common():
                f.write(f"form\t{word}\t{tag}\t{count}\n")
        for end in sorted(e for e in suffixes if sum(suffixes[e].values()) >= 3):
            for tag, count in suffixes[end].most_common():
                f.write(f"suffix\t{end}\t{tag}\t{count}\n")


if __name__ == "__main__":
    main()
