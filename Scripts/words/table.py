"""The file of the table, written and read. Numbers are little-endian.

    offset  size  what
    0       8     "crmwords"
    8       4     u32 1, the version of this format
    12      4     u32 D, the numbers of a vector, a multiple of 8
    16      4     u32 N, the pieces
    20      4     u32 S, how many of them, the first ones, start words; the others follow within a word
    24      4N+4  u32 where the text of each piece begins in the texts, and where the last ends
    …             the texts, UTF-8, one behind the other, in the order of their bytes among the first S and the others
    …       2N    float16 the scale of each row, at the next multiple of 4
    …       N·D/2 the rows, at the next multiple of 4: number 2k in the low half of a byte, 2k+1 in the high one, each
                  plus 8, between -7 and 7

A number of a row is its scale times what stands there. The vector of a text is the sum of its rows (wordpiece.py says
which), brought to length 1; that of a text without any is all zeros. Texts are in order so that a reader finds a piece by
halving, without making a table of its own when it starts.
"""

import struct

import numpy

import wordpiece

MAGIC = b"crmwords"
HEAD = struct.Struct("<8s4I")


def write(path, starts, follows, rows):
    """Writes the rows of pieces, which are sorted by their bytes."""
    pieces = [piece.encode() for piece in (*starts, *follows)]
    scales = (numpy.abs(rows).max(1) / 7).astype("<f2")
    steps = numpy.round(rows / numpy.maximum(scales.astype(numpy.float32), 1e-8)[:, None])
    halves = (numpy.clip(steps, -7, 7) + 8).astype(numpy.uint8)
    bounds = numpy.cumsum([0, *map(len, pieces)], dtype="<u4")
    file = HEAD.pack(MAGIC, 1, rows.shape[1], len(pieces), len(starts)) + bounds.tobytes() + b"".join(pieces)
    file = aligned(aligned(file) + scales.tobytes()) + (halves[:, 0::2] | halves[:, 1::2] << 4).tobytes()
    path.write_bytes(file)


def aligned(bytes):
    return bytes + b"\0" * (-len(bytes) % 4)


class Table:
    """A table as a reader sees it."""

    def __init__(self, path):
        file = path.read_bytes()
        magic, version, width, count, starts = HEAD.unpack_from(file)
        assert (magic, version) == (MAGIC, 1)
        bounds = numpy.frombuffer(file, "<u4", count + 1, HEAD.size)
        texts = HEAD.size + bounds.nbytes
        pieces = [file[texts + start:texts + end].decode() for start, end in zip(bounds, bounds[1:])]
        scales = len(aligned(file[:texts + bounds[-1]]))
        rows = scales + len(aligned(b"\0" * 2 * count))
        halves = numpy.frombuffer(file, numpy.uint8, count * width // 2, rows).reshape(count, -1)
        self.rows = numpy.empty((count, width), numpy.float32)
        self.rows[:, 0::2] = (halves & 15).astype(numpy.float32) - 8
        self.rows[:, 1::2] = (halves >> 4).astype(numpy.float32) - 8
        self.rows *= numpy.frombuffer(file, "<f2", count, scales).astype(numpy.float32)[:, None]
        self.tokeniser = wordpiece.WordPiece(
            {piece: number for number, piece in enumerate(pieces[:starts])},
            {piece: starts + number for number, piece in enumerate(pieces[starts:])})

    def vectors(self, texts):
        result = numpy.zeros((len(texts), self.rows.shape[1]), numpy.float32)
        for row, text in enumerate(texts):
            if numbers := self.tokeniser.numbers(text):
                total = self.rows[numbers].sum(0)
                result[row] = total / max(numpy.linalg.norm(total), 1e-12)
        return result
