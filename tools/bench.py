"""Measures the program beside others: bench.py PROGRAM DIR [split|analyse|translate|summarise|cost].

DIR holds the development sets with their scorers and the outputs of other systems. Figures of systems whose outputs are not
there are given as published or as measured once on the same sets; everything else is computed in this run.
"""
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import bench_analyse

PROGRAM_NAME = "nieuwsbrief"
ENGINES = ["neural", "glossary"]
ARTICLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "examples", "articles")
ARTICLE = os.path.join(ARTICLES, "politiek.txt")  # 400 words

# Boundary F1 by paragraph and flat, cases right.
SPLITTERS = [
    ("naive", "96.1", "93.9", "58"),
    ("segtok", "95.1", "93.4", "57"),
    ("pragmatic_segmenter", "93.6", "91.1", "43"),
    ("LanguageTool SRX", "95.6", "93.7", "60"),
    ("Punkt, trained", "99.5", "99.5", "48"),
]
PUBLISHED_BLEU = [("Argos, published", "30.4"), ("OPUS-MT, published", "30.1"), ("NLLB-600M, published", "25.5")]
# ROUGE-1, -2, -L on cnndm-gpt4-dev400, three sentences.
SUMMARISERS = [
    ("TextRank", "44.2", "23.4", "31.8"),
    ("LexRank", "42.5", "20.9", "29.4"),
    ("Open Text Summarizer", "43.3", "22.9", "31.4"),
    ("LSA", "43.3", "22.2", "30.5"),
    ("Luhn", "42.5", "22.6", "30.4"),
    ("random", "33.9", "13.1", "22.2"),
    ("oracle", "71.9", "56.1", "61.0"),
]
PICKED = 3  # sentences of a summary
RUNS = 21
LINES_LARGE, LINES_SHORT, ARTICLES_MANY = 12000, 200, 300


def table(title, header, rows):
    cells = [header] + [[str(c) for c in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    print("\n" + title)
    for row in cells:
        print("  " + row[0].ljust(widths[0]) + "".join("  " + c.rjust(w) for c, w in zip(row[1:], widths[1:])))


def read_jsonl(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write_jsonl(path, items):
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


class Bench:
    def __init__(self, program, folder, work):
        self.program, self.folder, self.work = program, folder, work

    def data(self, *parts):
        return os.path.join(self.folder, *parts)

    def temporary(self, name):
        return os.path.join(self.work, name)

    def run(self, *arguments, output):
        """Runs the program; its standard output goes into the file `output`."""
        with open(output, "wb") as out:
            subprocess.run([self.program, *arguments], stdin=subprocess.DEVNULL, stdout=out, check=True)
        return output

    def score(self, scorer, *arguments):
        command = [sys.executable, self.data(*scorer.split("/")), *arguments]
        return subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout

    # Sentence boundaries

    def boundaries(self, form):
        source = self.data("split", "alpino-dev." + form)
        found = self.run("sentences", "--from", "text", source, output=self.temporary(form))
        result = self.score("split/splitscore.py", source, self.data("split", "alpino-dev.gold"), found)
        return "%.1f" % float(re.search(r"F1 ([\d.]+)", result).group(1))

    def split(self):
        cases = self.score("split/casescore.py", self.data("split", "cases.jsonl"), self.program, "sentences", "--from", "text")
        right, total = re.search(r"(\d+) of (\d+) cases right", cases).groups()
        ours = (PROGRAM_NAME, self.boundaries("para"), self.boundaries("flat"), right)
        table("Splitting: boundary F1 on alpino-dev by paragraph and flat; cases right of " + total,
              ["splitter", "para", "flat", "cases"], [ours, *SPLITTERS])

    # Analysis

    def analyse(self):
        bench_analyse.run(self, table, PROGRAM_NAME)

    # Translation

    def translations(self, name):
        """System: (BLEU, chrF2), for the program, the outputs at hand, and the Dutch left as it is."""
        source, reference = self.data("mt", name + ".nl"), self.data("mt", name + ".en")
        systems = {}
        for engine in ENGINES:
            ours = self.temporary(name + "." + engine + ".en")
            self.run("translate", "-b", engine, "--lines", "--no-marks", source, output=ours)
            systems[PROGRAM_NAME + ", " + engine] = ours
        for file in sorted(os.listdir(self.data("mt"))):
            other = re.fullmatch(re.escape(name) + r"\.(.+)\.en", file)
            if other:
                systems[other.group(1)] = self.data("mt", file)
        systems["source, copied"] = source
        lines = self.score("mtscore.py", reference, *systems.values()).splitlines()[1:]
        return {system: ["%.1f" % float(x) for x in line.split("\t")[1:3]] for system, line in zip(systems, lines)}

    def translate(self):
        flores, nos = self.translations("flores-dev"), self.translations("nos-dev")
        rows = [(system, *scores, *nos.get(system, ("", ""))) for system, scores in flores.items()]
        rows += [(system, bleu, "", "", "") for system, bleu in PUBLISHED_BLEU]
        table("Translation: flores-dev and nos-dev", ["system", "BLEU", "chrF2", "nos BLEU", "nos chrF2"], rows)

    # Summaries

    def picked(self, articles):
        """Writes the program's summaries; the places of the sentences that it picked, by article."""
        given, made = self.temporary("articles.jsonl"), self.temporary("summaries.jsonl")
        write_jsonl(given, articles)
        self.run("summarize", "--from", "jsonl", "-f", "jsonl", "-n", str(PICKED), given, output=made)
        return {item["id"]: item["picked"] for item in read_jsonl(made)}

    def rouge(self):
        path = self.data("sum", "cnndm-gpt4-dev400.jsonl")
        articles = read_jsonl(path)
        picked = self.picked([{"id": a["id"], "sentences": a["sents"]} for a in articles])
        systems = {PROGRAM_NAME: lambda a: picked.get(a["id"], []), "LEAD-3": lambda a: range(min(PICKED, len(a["sents"])))}
        files = []
        for name, choose in systems.items():
            files.append(self.temporary(name + ".jsonl"))
            write_jsonl(files[-1], [{"id": a["id"], "summary": [a["sents"][i] for i in choose(a)]} for a in articles])
        lines = self.score("rouge.py", path, *files).splitlines()[1:]
        rows = [(name, *("%.1f" % float(x) for x in line.split("\t")[3:6])) for name, line in zip(systems, lines)]
        table("Summaries: ROUGE F1 on cnndm-gpt4-dev400, %d sentences" % PICKED,
              ["summariser", "R-1", "R-2", "R-L"], [*rows, *SUMMARISERS])

    def chosen_by_people(self):
        articles = read_jsonl(self.data("briefs-dev.jsonl"))
        picked = self.picked([{"id": a["id"], "title": a["title_nl"], "sentences": a["sentences_nl"]} for a in articles])
        systems = {PROGRAM_NAME: lambda a: picked.get(a["id"], []),
                   "LEAD-3": lambda a: range(min(PICKED, len(a["sentences_nl"]))),
                   "any sentence": lambda a: range(len(a["sentences_nl"]))}
        rows = []
        for name, choose in systems.items():
            pairs = [(a, i) for a in articles for i in choose(a)]
            best = sum(i in a["best"] for a, i in pairs)
            good = sum(i in a["best"] or i in a["good"] for a, i in pairs)
            rows.append((name, len(pairs), *("%.1f" % (100 * n / max(1, len(pairs))) for n in (best, good))))
        table("Summaries: share of the picked sentences of briefs-dev that are among the best, and the best or good",
              ["summariser", "picked", "best %", "good %"], rows)

    def summarise(self):
        self.rouge()
        self.chosen_by_people()

    # Cost

    def measure(self, *arguments, runs=RUNS):
        """Seconds of each run, and the peak memory in kB of the last; a run that fails ends the measurement."""
        seconds = []
        with open(os.devnull, "r+b") as null:
            for _ in range(runs):
                start = time.perf_counter()
                child = subprocess.Popen([self.program, *arguments], stdin=null, stdout=null)
                _, status, usage = os.wait4(child.pid, 0)
                seconds.append(time.perf_counter() - start)
                child.returncode = os.waitstatus_to_exitcode(status)
                if child.returncode:
                    sys.exit("%s: exit status %d" % (" ".join(child.args), child.returncode))
        return seconds, usage.ru_maxrss

    def large_input(self):
        """The sentences of the examples over and over, one a line and as articles in JSON Lines; the words of each."""
        sentences = []
        for name in ("politiek.txt", "ramp.txt", "rechtbank.txt", "economie.txt", "sport.txt"):
            made = self.run("sentences", os.path.join(ARTICLES, name), output=self.temporary("sentences"))
            with open(made, encoding="utf-8") as lines:
                sentences.append([line.strip() for line in lines if line.strip()])
        flat = [s for article in sentences for s in article]
        lines, articles = self.temporary("lines.txt"), self.temporary("many.jsonl")
        repeated = [flat[i % len(flat)] for i in range(LINES_LARGE)]
        with open(lines, "w", encoding="utf-8") as out:
            out.writelines(line + "\n" for line in repeated)
        many = [{"id": str(i), "sentences": sentences[i % len(sentences)]} for i in range(ARTICLES_MANY)]
        write_jsonl(articles, many)
        return lines, sum(len(s.split()) for s in repeated), articles, sum(len(s.split()) for a in many for s in a["sentences"])

    def cost(self):
        # A child's figure starts at what this process held when it forked, so a smaller one cannot be seen.
        floor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

        def row(name, words, *arguments, runs=RUNS):
            seconds, memory = self.measure(*arguments, runs=runs)
            shown = ("< %.0f" if memory <= floor else "%.0f") % (max(memory, floor) / 1024)
            speed = "%.0f" % (words / min(seconds)) if words else ""
            return (name, "%.0f" % (1000 * statistics.median(seconds)), "%.0f" % (1000 * min(seconds)), shown, speed)

        rows = [row("start-up (--version)", 0, "--version")]
        lines, words, articles, article_words = self.large_input()
        short, short_words = self.temporary("short.txt"), 0
        with open(lines, encoding="utf-8") as given, open(short, "w", encoding="utf-8") as out:
            for line in given.readlines()[:LINES_SHORT]:
                out.write(line)
                short_words += len(line.split())
        rows.append(row("sentences, %d words" % words, words, "sentences", lines, runs=3))
        for engine in ENGINES:
            given, n = (lines, words) if engine == "glossary" else (short, short_words)
            rows += [row(engine + ": brief of a 400-word article", 0, "-b", engine, "brief", ARTICLE),
                     row(engine + ": translate --lines, %d words" % n, n, "translate", "-b", engine, "--lines", given, runs=3)]
        rows.append(row("glossary: briefs, JSON Lines, %d words" % article_words, article_words,
                        "-b", "glossary", "--from", "jsonl", "-f", "jsonl", articles, runs=3))
        table("Cost: whole process, %d runs (3 of the long ones)" % RUNS,
              ["work", "median ms", "minimum ms", "peak MB", "words/s"], rows)


def main():
    sections = ["split", "analyse", "translate", "summarise", "cost"]
    if len(sys.argv) not in (3, 4) or (len(sys.argv) == 4 and sys.argv[3] not in sections):
        sys.exit("usage: tools/bench DIR [%s]" % "|".join(sections))
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(sys.argv[1], sys.argv[2], work)
        for section in sys.argv[3:] or sections:
            getattr(bench, section)()


if __name__ == "__main__":
    main()
