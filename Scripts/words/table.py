"""The file of the table, written and read. Numbers are little-endian.

    offset  size  what
    0       8     "crmwords"
    8       4     u32 2, the version of this format
    12      4     u32 D, the numbers of a vector, a multiple of 8
    16      4     u32 N, the pieces, fewer than 65,535
    20      4     u32 L, the bytes of the longest
    24      8     the first bytes of the SHA-256 of all that comes behind them: they tell this table from others
    32      16L+8 2L+1 groups of pieces: those that start words and have 1, 2 … L bytes, then those that follow within a
                  word and have 1, 2 … L; for each u32 the number of its first piece and u32 where that one's text begins
                  in the texts. The last, empty one has the number N.
    …       2M    u16 M slots, the smallest power of two that is at least 2N: the number of a piece plus 1, or 0
    …             the texts, UTF-8, one behind the other in the order of the pieces' numbers: by groups, within a group by
                  their bytes
    …       2N    float16 the scale of each row, at the next multiple of 4
    …       N·D/2 the rows, at the next multiple of 4: number 2k in the low half of a byte, 2k+1 in the high one, each
                  plus 8, between -7 and 7

A number of a row is its scale times what stands there. The vector of a text is the sum of its rows (wordpiece.py says
which), brought to length 1; that of a text without any is all zeros.

So that a reader finds a piece without making a table of its own when it starts, a piece is in the slot of its hash, or in
the next one that was free, after the last the first. The hash begins as 0, or as 1 when the piece follows within a word.
For each eight bytes of the text, taken as a number, with zeros behind the last: hash = (hash xor number) * 9E3779B97F4A7C15
modulo 2^64, then hash = hash xor its upper half. The slot is what the uppermost bits of the hash say.
"""

import hashlib
import struct

import numpy

import wordpiece

MAGIC = b"crmwords"
VERSION = 2
HEAD = struct.Struct("<8s4I8s")


def write(path, starts, follows, rows):
    """Writes the rows of pieces, which are in the order of the rows, first those that start words."""
    pieces = [(False, piece.encode()) for piece in starts] + [(True, piece.encode()) for piece in follows]
    order = sorted(range(len(pieces)), key=lambda row: (pieces[row][0], len(pieces[row][1]), pieces[row][1]))
    pieces, rows = [pieces[row] for row in order], rows[order]
    longest = max(len(text) for _, text in pieces)
    scales = (numpy.abs(rows).max(1) / 7).astype("<f2")
    steps = numpy.round(rows / numpy.maximum(scales.astype(numpy.float32), 1e-8)[:, None])
    halves = (numpy.clip(steps, -7, 7) + 8).astype(numpy.uint8)
    file = groups(pieces, longest) + slots(pieces).tobytes() + b"".join(text for _, text in pieces)
    file = aligned(aligned(file) + scales.tobytes()) + (halves[:, 0::2] | halves[:, 1::2] << 4).tobytes()
    identity = hashlib.sha256(file).digest()[:8]
    path.write_bytes(HEAD.pack(MAGIC, VERSION, rows.shape[1], len(pieces), longest, identity) + file)


def groups(pieces, longest):
    """Returns where each group begins, for pieces in their order."""
    numbers = [0] * (2 * longest + 1)
    offsets = [0] * (2 * longest + 1)
    for follows, text in pieces:
        group = follows * longest + len(text)
        numbers[group] += 1
        offsets[group] += len(text)
    return numpy.cumsum([numbers, offsets], 1).T.astype("<u4").tobytes()


def slots(pieces):
    """Returns the slots, with the pieces in them."""
    slots = numpy.zeros(slot_count(len(pieces)), "<u2")
    for number, (follows, text) in enumerate(pieces):
        hash = int(follows)
        for place in range(0, len(text), 8):
            hash = (hash ^ int.from_bytes(text[place:place + 8], "little")) * 0x9E3779B97F4A7C15 % (1 << 64)
            hash ^= hash >> 32
        slot = hash * len(slots) >> 64
        while slots[slot]:
            slot = (slot + 1) % len(slots)
        slots[slot] = number + 1
    return slots


def slot_count(count):
    return 1 << (2 * count - 1).bit_length()


def aligned(bytes):
    return bytes + b"\0" * (-len(bytes) % 4)


class Table:
    """A table as a reader sees it, but for the slots."""

    def __init__(self, path):
        file = path.read_bytes()
        magic, version, width, count, longest, identity = HEAD.unpack_from(file)
        assert (magic, version) == (MAGIC, VERSION)
        assert identity == hashlib.sha256(file[HEAD.size:]).digest()[:8]
        groups = numpy.frombuffer(file, "<u4", 4 * longest + 2, HEAD.size).reshape(-1, 2).tolist()
        texts = HEAD.size + 16 * longest + 8 + 2 * slot_count(count)
        pieces = []
        for group, ((first, start), (end, _)) in enumerate(zip(groups, groups[1:])):
            length = group % longest + 1
            begins = range(texts + start, texts + start + (end - first) * length, length)
            pieces += [file[begin:begin + length].decode() for begin in begins]
        starts = groups[longest][0]
        scales = len(aligned(file[:texts + groups[-1][1]]))
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
