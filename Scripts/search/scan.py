"""Vectors that crm has stored, read by other programs.

    scan.py copy DATABASE FILE   writes them as a table of sqlite-vec
    scan.py search FILE          finds the ten nearest to a vector (JSON on standard input), brute force
    scan.py idle FILE            does the same but for the search
    scan.py nearest TABLE TEXTS  prints the places of the ten texts (a line each) that are nearest to each of the first 200,
                                 by vectors of the table of words in floating point
    scan.py bandwidth DATABASE   reads as many bytes as they have from memory, and prints the seconds a pass takes
"""

import json
import pathlib
import sqlite3
import sys
import time

import apsw
import numpy
import sqlite_vec

WIDTH = 256


def blocks(path):
    """The vectors of the notes: rows of one kind of record have the upper bits in common."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        kind, = database.execute("SELECT max(first) >> 48 FROM vector_block").fetchone()
        yield from database.execute(
            "SELECT heads, numbers FROM vector_block WHERE first >> 48 = ? ORDER BY first", (kind,))


def opened(path):
    database = apsw.Connection(path)
    database.enable_load_extension(True)
    database.load_extension(sqlite_vec.loadable_path())
    return database


def copy(source, path):
    database = opened(path)
    database.execute(f"CREATE VIRTUAL TABLE rival USING vec0 (embedding int8[{WIDTH}])")
    with database:
        for _, numbers in blocks(source):
            database.executemany(
                "INSERT INTO rival (embedding) VALUES (vec_int8(?))",
                ((numbers[start:start + WIDTH],) for start in range(0, len(numbers), WIDTH)))


def idle(path):
    vector = numpy.array(json.load(sys.stdin)["vector"])
    return opened(path), numpy.round(vector * 127 / abs(vector).max()).astype(numpy.int8).tobytes()


def search(path):
    database, wanted = idle(path)
    statement = "SELECT rowid, distance FROM rival WHERE embedding MATCH vec_int8(?) ORDER BY distance LIMIT 10"
    assert len(database.execute(statement, (wanted,)).fetchall()) == 10


def nearest(table_path, texts_path):
    sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "words"))
    import table

    texts = pathlib.Path(texts_path).read_text("utf-8").splitlines()
    vectors = table.Table(pathlib.Path(table_path)).vectors(texts)
    for query in vectors[:200]:
        print(json.dumps(numpy.argsort(-(vectors @ query), kind="stable")[:10].tolist()))


def bandwidth(path):
    count = sum(len(numbers) for _, numbers in blocks(path))
    memory = numpy.ones(count // 8, numpy.int64)
    passes = []
    for _ in range(9):
        start = time.perf_counter()
        memory.sum()
        passes.append(time.perf_counter() - start)
    print(json.dumps({"bytes": count, "seconds": sorted(passes)[4]}))


if __name__ == "__main__":
    action, *operands = sys.argv[1:]
    {"copy": copy, "idle": idle, "search": search, "nearest": nearest, "bandwidth": bandwidth}[action](*operands)
