"""Which rows of the table a text has: the tokeniser of the teacher, and what a reader of the table has to do.

1. Decompose the text (NFD), and drop marks (Mn), U+0000, U+FFFD and what has no width (C, but for white space).
2. Divide it at white space; each punctuation mark and each Chinese character is a word of its own. Punctuation is P, and
   all of ASCII that is neither letter, digit nor white space.
3. Make each character of a word small by itself, whatever stands around it.
4. Divide each word into pieces from the left, the longest that the vocabulary has each time; the first comes from the
   starts of words, the others from what may follow. A word of more than 100 characters, or one that cannot be divided
   to its end, has no pieces.
"""

import functools
import unicodedata

LONGEST = 100


class WordPiece:
    def __init__(self, starts, follows):
        """Takes the numbers of the pieces by their texts."""
        self.starts = starts
        self.follows = follows
        self.pieces = functools.lru_cache(1 << 18)(self._pieces)

    def numbers(self, text):
        return [number for word in words(text) for number in self.pieces(word)]

    def _pieces(self, word):
        found, start = [], 0
        while start < len(word) <= LONGEST:
            known = self.follows if start else self.starts
            end = next((end for end in range(len(word), start, -1) if word[start:end] in known), None)
            if end is None:
                return []
            found.append(known[word[start:end]])
            start = end
        return found


def words(text):
    """Returns the words of a text, in small letters without marks."""
    found, word = [], ""
    for character in unicodedata.normalize("NFD", text) + " ":
        kind = unicodedata.category(character)
        if character.isspace() or kind == "Zs" or is_alone(character, kind):
            found += [word] if word else []
            found += [character] if is_alone(character, kind) else []
            word = ""
        elif kind != "Mn" and kind[0] != "C" and character != "\ufffd":
            word += character.lower()
    return found


def is_alone(character, kind):
    """Whether a character is a word of its own."""
    code = ord(character)
    return (kind[0] == "P" or 0x20 < code < 0x7F and not character.isalnum()
            or 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF
            or 0x20000 <= code <= 0x2CEAF or 0x2F800 <= code <= 0x2FA1F)
