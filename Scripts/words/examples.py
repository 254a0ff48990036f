"""Texts with their pieces and vectors, for the tests of readers of the table."""

import json

TEXTS = [
    "", " ", "\t\n", "customer", "Customer", "CUSTOMERS", "the price of the offer", "a quote for twenty seats",
    "unhappy with the delivery", "angry about late shipments", "The contract ends on 2026-12-31.", "€1,200.50",
    "Zoë café naïve Søren", "Zoe\u0301 cafe\u0301", "Straße", "STRASSE", "ﬁnance", "ΟΔΟΣ", "οδός", "İstanbul", "ıssız",
    "e-mail: ann@x.example", "don't", "(yes)", "a_b", "$^`|~", "50% — ½ × 2", "日本語", "東京 office", "данные", "مرحبا", "한국",
    "🙂", "ok 🙂 ok", "xqzvjk", "antidisestablishmentarianism", "a\u0000b", "a\ufffdb", "zero\u200bwidth", "soft\u00adhyphen",
    "a\u00a0b", "a\u3000b", "line one\r\nline two", "[CLS] [unused1]", "##ing", "#", "1234567890", "x" * 100, "x" * 101,
    "the offer " * 300,
]


def write(path, table):
    """Writes for each text which rows it has, and the first eight numbers of its vector."""
    lines = []
    for text, vector in zip(TEXTS, table.vectors(TEXTS)):
        example = {"text": text, "rows": table.tokeniser.numbers(text), "vector": [round(float(x), 6) for x in vector[:8]]}
        lines.append(json.dumps(example, ensure_ascii=False, separators=(",", ":")))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", "utf-8")
