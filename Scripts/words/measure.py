"""How good a table is at search, on a collection that people have judged."""

import json
import math

import numpy


def ndcg(table, folder):
    """Returns the mean nDCG at 10 of a plain cosine of whole texts: corpus.jsonl {id,title,text}, queries.jsonl {id,text},
    qrels.tsv (query, document, grade)."""
    documents, queries = lines(folder / "corpus.jsonl"), lines(folder / "queries.jsonl")
    grades = {}
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        query, document, grade = line.split()[:3]
        grades.setdefault(query, {})[document] = float(grade)
    names = [str(document["id"]) for document in documents]
    vectors = table.vectors([f"{document.get('title') or ''} {document['text']}" for document in documents])
    judged = [query for query in queries if any(grade > 0 for grade in grades.get(str(query["id"]), {}).values())]
    scores = []
    for query, vector in zip(judged, table.vectors([query["text"] for query in judged])):
        wanted = grades[str(query["id"])]
        best = numpy.argsort(-(vectors @ vector), kind="stable")[:10]
        scores.append(gain(wanted.get(names[index], 0) for index in best) / gain(sorted(wanted.values())[:-11:-1]))
    return sum(scores) / len(scores)


def gain(grades):
    return sum((2 ** grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
