"""What the teacher makes of the training texts and of single pieces, kept so that a long run that was ended goes on where
it was."""

import hashlib
import sys

import numpy

PART = 5_000


def of_texts(teacher, texts, folder):
    """Returns the teacher's vectors of the texts."""
    parts = []
    for start in range(0, len(texts), PART):
        part = texts[start:start + PART]
        name = hashlib.sha256("\n".join(part).encode()).hexdigest()[:16]
        parts.append(kept(folder / f"{name}.npy", lambda: teacher.vectors(teacher.numbers(part))))
        print(f"train-words: {start + len(part):,} of {len(texts):,} texts", file=sys.stderr, flush=True)
    return numpy.concatenate(parts)


def of_pieces(teacher, numbers, folder):
    """Returns the teacher's vectors of pieces that stand alone, by the numbers that it has for them."""
    name = hashlib.sha256(repr(numbers).encode()).hexdigest()[:16]
    return kept(folder / f"pieces-{name}.npy", lambda: teacher.vectors([[number] for number in numbers]))


def kept(path, make):
    """Returns the vectors of a file, which is made when it is missing."""
    if not path.exists():
        unfinished = path.with_suffix(".part")
        with open(unfinished, "wb") as file:
            numpy.save(file, make().astype(numpy.float16))
        unfinished.rename(path)
    return numpy.load(path).astype(numpy.float32)
