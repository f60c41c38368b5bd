#!/usr/bin/env python3
"""Convert between the trainer's weights and the model file that is shipped (both safetensors).

    tools/model/convert.py pack WEIGHTS TOKENIZER.model COUNTS.tsv OUT [--matrices I8] [--names TABLE...] [--note KEY=TEXT...]
    tools/model/convert.py unpack MODEL OUT           F32 weights for the trainer; OUT.model and OUT.counts.tsv beside them

The model file holds

    NAME          matrices: I8 [rows, cols], row r stands for NAME[r] * NAME.scale[r] (symmetric: row maximum / 127)
    NAME.scale    F32 [rows]
    NAME          vectors (biases, LayerNorm): F32
    tokenizer     U8: the SentencePiece model as it is
    counts        U8: lines "form<TAB>count", how often the training text has a form, for the hints
    __metadata__  format, version, configuration, the tokenizer's rule, and notes: licence, provenance, scores

Of the counts the hints ask two things only: is a lower-case form rarer than RARE, and is a name written in lower case
more often than not. So the rare forms that are no name (first column of the --names tables) are left out.
"""
import argparse
import json
import os
import struct

import numpy

FORMAT, VERSION = "nieuwsbrief-neural", "1"
RARE = 20
MAX_LENGTH = 1024
ALIGN = 64
RULE = "SentencePiece unigram ids; a lone U+2581 piece directly before a user symbol (<h>, <|>, </h>) is dropped"
TYPES = {"F32": numpy.float32, "F16": numpy.float16, "I8": numpy.int8, "U8": numpy.uint8}


def read(path):
    with open(path, "rb") as f:
        header = json.loads(f.read(struct.unpack("<Q", f.read(8))[0]))
        data = f.read()
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        tensors[name] = numpy.frombuffer(data[start:end], TYPES[entry["dtype"]]).reshape(entry["shape"])
    return tensors, metadata


def write(path, tensors, metadata):
    """In the order given, without gaps; the header is padded so that the first tensor is aligned."""
    names = {numpy.dtype(t): n for n, t in TYPES.items()}
    header, offset = {"__metadata__": metadata}, 0
    for name, t in tensors.items():
        header[name] = {"dtype": names[t.dtype], "shape": list(t.shape), "data_offsets": [offset, offset + t.nbytes]}
        offset += t.nbytes
    head = json.dumps(header, ensure_ascii=False).encode()
    head += b" " * (-(len(head) + 8) % ALIGN)
    with open(path + ".tmp", "wb") as f:
        f.write(struct.pack("<Q", len(head)) + head)
        for t in tensors.values():
            f.write(numpy.ascontiguousarray(t).tobytes())
    os.replace(path + ".tmp", path)


def quantise(matrix):
    scale = numpy.abs(matrix).max(axis=1) / 127
    scale[scale == 0] = 1
    return numpy.rint(matrix / scale[:, None]).astype(numpy.int8), scale.astype(numpy.float32)


def table(path):
    with open(path, encoding="utf8") as f:
        return [line.rstrip("\n").split("\t") for line in f if not line.startswith("# ")]


def needed_counts(path, name_tables):
    names = {row[0].lower() for t in name_tables for row in table(t) if " " not in row[0]}
    rows = [(form, int(n)) for form, n in table(path)]
    kept = [(form, n) for form, n in rows if form.lower() in names or (n >= RARE and form == form.lower())]
    return "".join(f"{form}\t{n}\n" for form, n in (kept if names else rows)).encode()


def configuration(tensors, metadata):
    def layers(stack):
        return len({name.split(".")[1] for name in tensors if name.startswith(stack + ".")})
    vocabulary, dim = tensors["emb.weight"].shape
    return {"dim": dim, "hidden": tensors["enc.0.f.a.weight"].shape[0], "heads": metadata["heads"],
            "encoder_layers": layers("enc"), "decoder_layers": layers("dec"), "vocabulary": vocabulary,
            "max_length": MAX_LENGTH}


def pack(o):
    weights, metadata = read(o.weights)
    matrices, vectors = {}, {}
    for name, t in weights.items():
        t = t.astype(numpy.float32)
        if t.ndim == 1:
            vectors[name] = t
        elif o.matrices == "I8":
            matrices[name], vectors[name + ".scale"] = quantise(t)
        else:
            matrices[name] = t.astype(TYPES[o.matrices])
    with open(o.tokenizer, "rb") as f:
        extra = {"tokenizer": f.read(), "counts": needed_counts(o.counts, o.names)}
    notes = {"format": FORMAT, "version": VERSION, **configuration(weights, metadata), "tokenizer": RULE,
             **dict(n.split("=", 1) for n in o.note)}
    write(o.out, {**matrices, **vectors, **{k: numpy.frombuffer(v, numpy.uint8) for k, v in extra.items()}},
          {k: str(v) for k, v in notes.items()})


def unpack(o):
    tensors, metadata = read(o.model)
    weights = {}
    for name, t in tensors.items():
        if t.dtype == numpy.uint8 or name.endswith(".scale"):
            continue
        t = t.astype(numpy.float32)
        weights[name] = t * tensors[name + ".scale"][:, None] if name + ".scale" in tensors else t
    shape = {"heads": "heads", "d": "dim", "ffn": "hidden", "enc": "encoder_layers", "dec": "decoder_layers",
             "vocab": "vocabulary"}
    write(o.out, weights, {k: metadata[v] for k, v in shape.items()})
    for name, suffix in (("tokenizer", ".model"), ("counts", ".counts.tsv")):
        with open(o.out + suffix, "wb") as f:
            f.write(tensors[name].tobytes())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    p = commands.add_parser("pack")
    p.add_argument("weights")
    p.add_argument("tokenizer")
    p.add_argument("counts")
    p.add_argument("out")
    p.add_argument("--matrices", choices=("I8", "F16", "F32"), default="I8")
    p.add_argument("--names", nargs="*", default=[], help="tables of names; without any, all counts are kept")
    p.add_argument("--note", nargs="*", default=[], help="KEY=TEXT for __metadata__")
    p.set_defaults(run=pack)
    p = commands.add_parser("unpack")
    p.add_argument("model")
    p.add_argument("out")
    p.set_defaults(run=unpack)
    o = parser.parse_args()
    o.run(o)


if __name__ == "__main__":
    main()
