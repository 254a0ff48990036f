"""The sentences the table learns from: what WordNet says of its words, what people said and wrote, and what is made up
here about the work of a person who sells."""

import json
import pathlib
import random
import re

import sentences

SHORTEST, LONGEST = 2, 60
"""How many words a text may have."""


def training_texts(wordnet, folders, invented):
    """Returns all texts once, in an order that is mixed but always the same."""
    found = [*from_wordnet(wordnet), *sentences.invented(invented)]
    for folder in folders:
        found += from_folder(pathlib.Path(folder))
    known = {}
    for text in found:
        text = " ".join(text.split())
        if SHORTEST <= text.count(" ") + 1 <= LONGEST:
            known.setdefault(text.lower(), text)
    texts = list(known.values())
    random.Random(1).shuffle(texts)
    return texts


def from_wordnet(folder):
    """Returns the definitions, with the words they define, and the examples of WordNet's data files.

    A line is `offset file type count word id word id … | gloss`, and a gloss is `definition; "example"; "example"`.
    """
    texts = []
    for kind in ("noun", "verb", "adj", "adv"):
        for line in (pathlib.Path(folder) / f"data.{kind}").read_text("utf-8").splitlines():
            if line.startswith("  "):
                continue
            head, gloss = line.split(" | ", 1)
            fields = head.split(" ")
            words = [re.sub(r"\(.*\)", "", word).replace("_", " ") for word in fields[4:4 + 2 * int(fields[3], 16):2]]
            definition = re.sub(r';?\s*"[^"]*"?', "", gloss).strip(" ;")
            texts.append(f"{', '.join(words)}: {definition}")
            texts += re.findall(r'"([^"]+)"', gloss)
    return texts


def from_folder(folder):
    """Returns what is said in the meetings (JSON files with turns) and sentences (JSON Lines) of a folder."""
    texts = []
    for path in sorted(folder.glob("**/*.json")):
        turns = [turn["text"] for turn in json.loads(path.read_text("utf-8"))["turns"]]
        # Single turns say little, and search sees notes: a few turns together are the like of one.
        texts += [" ".join(turns[start:start + 3]) for start in range(0, len(turns), 3)]
    for path in sorted(folder.glob("**/*.jsonl")):
        texts += [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    return texts
