"""What a model sees of a turn or a sentence. Sources/Insight/Learned/Features.swift does the same, byte for byte."""

import math
import re

WORD = re.compile(r"[a-z]+(?:'[a-z]+)*|[0-9]+|[?!:$@]")
FILLERS = {"um", "uh", "mm", "hmm", "ah", "er", "oh", "hm", "eh"}
CONTEXT = 0.5


def words(text):
    """Returns the words of a text in lower case, with digits, and the marks that say something."""
    return WORD.findall(ascii_lower(text.replace("’", "'")))


def ascii_lower(text):
    return "".join(chr(ord(letter) + 32) if "A" <= letter <= "Z" else letter for letter in text)


def spoken(text):
    """Returns the words without fillers, stuttered ones once."""
    kept = [word for word in words(text) if word not in FILLERS and word not in "!:$@"]
    return [word for place, word in enumerate(kept) if place == 0 or word != kept[place - 1]]


def of_turns(turns):
    """Yields for each turn, given as (speaker, text), its features with their values."""
    said = [spoken(text) for _, text in turns]
    count = len(turns)
    speakers = [ascii_lower(speaker) for speaker, _ in turns]
    shares, spread = {}, {}
    for speaker, own in zip(speakers, said):
        shares[speaker] = shares.get(speaker, 0) + len(own)
        for word in set(own):
            spread[word] = spread.get(word, 0) + 1
    leader = max(shares, key=shares.get, default=None)
    for place, own in enumerate(said):
        features = {f"role {speakers[place]}": 1.0}
        if speakers[place] == leader:
            features["leads"] = 1.0
        for distance in (-1, 1):
            other = place + distance
            if 0 <= other < count and speakers[other] != speakers[place]:
                features[f"{distance}role {speakers[other]}"] = 1.0
        near = sum(len(words) for words in said[max(0, place - 3):place + 4])
        features[f"near {min(9, near // 15)}"] = 1.0
        flow = len(own) + sum(len(said[other]) for other in (place - 2, place - 1, place + 1, place + 2)
                              if 0 <= other < count and speakers[other] == speakers[place])
        features[f"flow {min(9, flow // 10)}"] = 1.0
        content = [word for word in set(own) if len(word) > 3]
        if content:
            known = sum(math.log(spread[word]) for word in content) / len(content)
            features[f"known {int(2 * known)}"] = 1.0
            features[f"content {min(9, len(content))}"] = 1.0
        framed = ["<", *own, ">"]
        for word in set(own):
            features[f"w {word}"] = 1.0
        for first, second in set(zip(framed, framed[1:])):
            features[f"b {first} {second}"] = 1.0
        for distance in (-2, -1, 1, 2):
            other = place + distance
            if 0 <= other < count:
                same = "=" if turns[other][0] == turns[place][0] else "!"
                for word in set(said[other]):
                    features[f"{distance}{same} {word}"] = CONTEXT
        features[f"tenth {min(9, place * 10 // max(1, count - 1))}"] = 1.0
        for size in (60, 25, 10):
            if count - place <= size:
                features[f"end {size}"] = 1.0
        if place < 30:
            features["start"] = 1.0
        features[f"length {length(len(own))}"] = 1.0
        if place > 0 and turns[place - 1][0] != turns[place][0]:
            features["changed"] = 1.0
        if place + 1 < count and turns[place + 1][0] != turns[place][0]:
            features["changes"] = 1.0
        yield features


def length(count):
    return sum(count >= bound for bound in (3, 6, 10, 16, 25))


def of_sentence(text):
    """Returns the features of a sentence that stands alone."""
    framed = ["<", *words(text), ">"]
    features = {}
    for word in framed:
        features[f"w {word}"] = 1.0
    for pair in zip(framed, framed[1:]):
        features["b " + " ".join(pair)] = 1.0
    for three in zip(framed, framed[1:], framed[2:]):
        features["t " + " ".join(three)] = 1.0
    for place, word in enumerate(framed[1:5]):
        features[f"{place} {word}"] = 1.0
    features[f"length {min(8, len(framed) // 4)}"] = 1.0
    return features
