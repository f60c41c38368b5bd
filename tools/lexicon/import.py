#!/usr/bin/env python3
"""Make dict/lexicon/ from the collected sources (a one-off for developers; the results are in the repository).

    tools/lexicon/import.py DATA dict/lexicon

DATA holds lexicon/, curated/, names/, morphology/, english/ and frequency/ (licences: dict/SOURCES.md). Written are

    glossary.tsv, function-phrases.tsv, verb-phrases.tsv, institutions.tsv, demonyms.tsv, names.tsv
                        the hand-made lists: copied where missing; from then on they are kept here, by hand
    dictionary.tsv      Dutch, part of speech, English, score: the machine-made lists, ranked and pruned
    titles.tsv          Dutch and English Wikipedia titles and CLDR names
    forms.tsv           form, lemma, part of speech, features (see FEATURES)
    english-words.tsv   frequent English words
    english-forms.tsv   irregular English inflection: word, part of speech, forms

A dictionary candidate's score is the weight of the sources that agree on it, how common its rarest English word is (Zipf
scale), and how often the two stand in for each other in parallel text.
"""
import collections
import difflib
import os
import re
import shutil
import sys

MAX_CANDIDATES = 5
MAX_ENGLISH_WORDS = 4
COPIED = {"lexicon/glossary.tsv": "glossary.tsv", "curated/function-phrases.tsv": "function-phrases.tsv",
          "curated/verb-phrases.tsv": "verb-phrases.tsv", "curated/institutions.tsv": "institutions.tsv",
          "curated/demonyms.tsv": "demonyms.tsv", "names/checked.tsv": "names.tsv"}
# p plural, d past, t past participle, r present participle, i infinitive, f finite, 3 third person singular present,
# c comparative, s superlative, k diminutive
FEATURES = [
    ("V;NFIN", "i"), ("V.PTCP;PST", "t"), ("V.PTCP;PRS", "r"), ("V;IND;PST", "df"), ("V;IND;PRS;3;SG", "3f"),
    ("V;IND;PRS;2;SG", "3f"), ("V;IND;PRS", "f"), ("Pres|1sg", "f"), ("Pres|2sg", "3f"), ("Pres|3sg", "3f"),
    ("Past|", "df"), ("PastPart", "t"), ("PresPart", "r"), ("Inf", "if"), ("Plur", "p"),
]
PARTICIPLE = re.compile(r"^((aan|achter|af|bij|binnen|buiten|dicht|door|in|langs|los|mee|mis|na|neer|om|onder|op|over|samen|"
                        r"tegen|terug|thuis|toe|uit|vast|vol|voor|voort|vooruit|vrij|weg|weer)?ge|be|ver|ont|her).*(t|d|en)$")
LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def rows(data, path):
    with open(os.path.join(data, path), encoding="utf8") as f:
        for line in f:
            if not line.startswith("# "):
                yield line.rstrip("\n").split("\t")


def write(out, name, header, lines):
    with open(os.path.join(out, name), "w", encoding="utf8") as f:
        f.write("# " + header + "\n")
        for line in lines:
            f.write("\t".join(line) + "\n")


def dictionary(data, zipf):
    aligned = {}
    for nl, en, p, _ in rows(data, "lexicon/lexprob.tsv"):
        aligned[nl, en] = float(p)
    scored = collections.defaultdict(dict)
    for r in rows(data, "lexicon/dictionary.tsv"):
        nl, pos, en, weight = r[:4]
        if pos in ("pos", "PROPN", "SUFFIX", "PREFIX", "") or not en or len(en.split()) > MAX_ENGLISH_WORDS or len(nl) < 2:
            continue
        if nl[0].isupper() and pos != "ADJ" and en[0].isupper() and " " not in nl:
            continue                  # given names "in English" (Thijs, Matthew): the checked names have what news needs
        words = en.lower().split()
        score = float(weight) + 0.6 * min(zipf.get(w, 1.0) for w in words)
        score += 4.0 * max((aligned.get((nl.lower(), w), 0.0) for w in words), default=0.0)
        key = (nl, pos)
        scored[key][en] = max(score, scored[key].get(en, -99.0))
    for (nl, pos), candidates in sorted(scored.items()):
        for en, score in sorted(candidates.items(), key=lambda x: (-x[1], x[0]))[:MAX_CANDIDATES]:
            yield nl, pos, en, f"{score:.1f}"


def forms(data, headwords):
    """Every form with its lemmas; a reading without part of speech counts only where the lemma has none with one."""
    table = collections.defaultdict(lambda: collections.defaultdict(set))
    for f in ("unimorph_nld", "opentaal_plurals", "pattern_verbs", "spacy_nl_lookup"):
        for r in rows(data, f"morphology/{f}.tsv"):
            r += [""] * (4 - len(r))
            form, lemma, pos, tags = (x.strip() for x in r[:4])
            if not LETTERS.fullmatch(form) or lemma not in headwords:
                continue
            features = set()
            if pos == "VERB":
                if "SBJV" in tags or "IMP" in tags:
                    continue
                features |= set(next((v for k, v in FEATURES if tags.startswith(k)), ""))
            elif pos == "NOUN":
                features |= set("p" if "Plur" in tags else "")
            elif pos == "ADJ":
                features |= set(("c" if "CMPR" in tags else "") + ("s" if "SPRL" in tags else ""))
                if form.endswith("e") and "c" in features and not form.endswith("re"):
                    features.discard("c")     # UniMorph marks plain inflected forms so
            if not pos:
                if form == lemma or any(k[0] == lemma for k in table[form]):
                    continue
                for known in headwords[lemma]:
                    guess = guess_features(form, lemma, known)
                    if guess is not None:
                        table[form][lemma, known] |= guess
                continue
            if pos in headwords[lemma] or form == lemma:
                table[form][lemma, pos] |= features
    for form in sorted(table):
        for (lemma, pos), features in sorted(table[form].items()):
            if form != lemma or features:
                yield form, lemma, pos, "".join(sorted(features))


def guess_features(form, lemma, pos):
    """Features by the ending, for lists that give only the lemma; None: the form can't be of that part of speech."""
    if pos == "NOUN":
        if form.endswith(("tje", "je", "pje", "etje")):
            return {"k"}
        if form.endswith(("tjes", "jes")):
            return {"k", "p"}
        return {"p"} if form.endswith(("en", "s", "'s", "ën", "eren", "a", "i")) else None
    if pos == "VERB":
        if form.endswith(("end", "ende")):
            return {"r"}
        if form.endswith(("te", "de", "ten", "den")) and not lemma.endswith(form[-3:]):
            return {"d", "f"}
        if PARTICIPLE.match(form):
            return {"t"}
        return {"3", "f"} if form.endswith("t") else {"f"}
    if pos == "ADJ":
        if form.endswith(("st", "ste")):
            return {"s"}
        if form.endswith(("er", "ere", "der", "dere")):
            return {"c"}
        return set() if form.endswith(("e", "s")) else None
    return None


def english_forms(data, zipf):
    """AGID: "take V: took | taken | taking | takes". Only the first spelling of each form; regular ones are left out, and
    comparatives that nobody writes."""
    vowels = "aeiou"

    def regular(word, pos):
        y = word.endswith("y") and len(word) > 1 and word[-2] not in vowels
        s = word[:-1] + "ies" if y else word + "es" if re.search(r"(s|x|z|ch|sh)$", word) else word + "s"
        if pos == "N":
            return [s]
        stem = word[:-1] if word.endswith("e") else word
        ed = word[:-1] + "ied" if y else stem + "ed"
        ing = word + "ing" if re.search(r"(ee|oe|ye)$", word) else stem + "ing"
        return [ed, ed, ing, s] if pos == "V" else []

    for line in open(os.path.join(data, "english/agid_inflections.txt"), encoding="latin-1"):
        m = re.match(r"^([a-z][a-z'-]+) ([NVA])(\??): (.*)$", line.strip())
        if not m or m.group(3):
            continue
        word, pos, rest = m.group(1), m.group(2), m.group(4)
        groups = []
        for part in rest.split(" | "):
            choices = [c.strip() for c in part.split(", ")]
            best = next((c for c in choices if not re.search(r"[~<!?{]", c)), choices[0])
            groups.append(re.sub(r"[~<!?].*$|\{.*", "", best).split()[0] if re.sub(r"[~<!?{].*$", "", best).strip() else "")
        if pos == "V":
            if len(groups) == 3:
                groups = [groups[0], groups[0], groups[1], groups[2]]
            if len(groups) != 4 or not all(groups):
                continue
        elif not all(groups) or len(groups) > 2 or (pos == "A" and zipf.get(groups[0], 0) < 3):
            continue
        if groups != regular(word, pos):
            yield word, pos, "|".join(groups)


def alike(nl, en):
    """One word each, and spelled so alike that it is the same name: Praag and Prague, not Lucas and Luke the Evangelist."""
    return " " not in en and difflib.SequenceMatcher(None, nl.lower(), en.lower()).ratio() >= 0.6


def names(data):
    """Titles without bracketed parts; one English name each. A title with a bracket counts only where none without one is."""
    bracket = re.compile(r" \([^)]*\)$")
    plain, bracketed = {}, {}
    for path in ("names/cldr_names.tsv", "names/wikipedia_titles.tsv"):
        for r in rows(data, path):
            nl, en = bracket.sub("", r[0]).strip(), bracket.sub("", r[1]).strip()
            if len(nl) < 3 or not nl[0].isupper() or not en or len(nl.split()) > 5 or "," in en or ":" in nl + en:
                continue
            if "/" in (r[2] if len(r) > 2 else "") and r[2].startswith("1/") and nl == en and " " not in nl:
                continue              # a rare word that is the same in English says nothing
            if nl != en and " " not in nl and r[2].startswith(tuple("0123456789")) and not alike(nl, en):
                continue              # a lone word that became another: as likely a disambiguated person ("Lucas") as a place
            kind = {"cldr-territories": "LOC", "cldr-cities": "LOC", "cldr-currencies": ""}.get(r[2], "")
            (bracketed if bracket.search(r[0]) else plain).setdefault(nl, (en, kind))
    bracketed.update(plain)
    parts = collections.defaultdict(collections.Counter)
    for nl, (en, _) in bracketed.items():
        a, b = nl.split(), en.split()
        if len(a) == len(b) and len(a) > 1 and any(x == y for x, y in zip(a, b)):
            for x, y in zip(a, b):
                if len(x) > 3 and x[0].isupper() and y[:1].isupper():
                    parts[x][y] += 1
    for x, counts in parts.items():       # Vladimir Poetin / Vladimir Putin: Poetin is Putin
        y, n = counts.most_common(1)[0]
        if x != y and n >= 3 and n >= 0.9 * sum(counts.values()):
            bracketed.setdefault(x, (y, "part"))
    return ((nl, en, kind) for nl, (en, kind) in sorted(bracketed.items()))


def main():
    data, out = sys.argv[1:3]
    os.makedirs(out, exist_ok=True)
    for source, name in COPIED.items():
        if not os.path.exists(os.path.join(out, name)):
            shutil.copyfile(os.path.join(data, source), os.path.join(out, name))
    zipf = {r[0]: float(r[1]) for r in rows(data, "frequency/en.tsv") if len(r) > 1}
    entries = list(dictionary(data, zipf))
    write(out, "dictionary.tsv", "nl\tpos\ten\tscore", entries)
    headwords = collections.defaultdict(set)
    for nl, pos, *_ in entries:
        headwords[nl].add(pos)
    for r in rows(data, "lexicon/glossary.tsv"):
        if len(r) == 4 and r[2] != "X":
            headwords[r[1]].add(r[2])
    write(out, "forms.tsv", "form\tlemma\tpos\tfeatures", forms(data, headwords))
    write(out, "english-forms.tsv", "word\tN, V or A\tforms: plural; past, participle, -ing, -s; comparative, superlative",
          english_forms(data, zipf))
    write(out, "english-words.tsv", "English words by frequency, to tell words from what a model made up",
          ((w,) for w, z in zipf.items() if z >= 2.3 and len(w) >= 4 and re.fullmatch("[a-z]+", w)))
    write(out, "titles.tsv", "nl\ten\tkind", names(data))


if __name__ == "__main__":
    main()
