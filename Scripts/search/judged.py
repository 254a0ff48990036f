"""Searches a judged collection with crm: corpus.jsonl {id, title, text}, queries.jsonl {id, text}, qrels.tsv (query,
document, grade)."""

import json
import math
import subprocess


def ndcg(crm, database, folder):
    """Imports a collection into a new database; returns nDCG@10 of each mode of search."""
    documents = lines(folder / "corpus.jsonl")
    grades = {}
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        query, document, grade = line.split()[:3]
        grades.setdefault(query, {})[document] = float(grade)
    queries = [query for query in lines(folder / "queries.jsonl") if any(grades.get(str(query["id"]), {}).values())]

    notes = "".join(json.dumps({
        "type": "activity", "kind": "note", "subject": document["title"], "body": document["text"],
        "source": str(document["id"]), "occurred_at": "2026-01-01T00:00:00Z"}) + "\n" for document in documents)
    output(crm, database, "import", "-", "--type", "activity", stdin=notes)
    listed = output(crm, database, "activity", "list", "--fields", "id,source")
    names = {row["id"]: row["source"] for row in listed}
    batch = "".join(json.dumps({"id": str(query["id"]), "query": query["text"]}) + "\n" for query in queries)
    result = {}
    for mode in ("keyword", "semantic", "hybrid"):
        found = {}
        for hit in output(crm, database, "search", "--queries", "-", "--mode", mode, "--type", "activity", stdin=batch):
            found.setdefault(hit["query_id"], []).append(names[hit["record"]["id"]])
        result[mode] = sum(gain(found.get(str(query["id"]), []), grades[str(query["id"])]) for query in queries) / len(queries)
    return result


def gain(found, grades):
    ideal = discounted(sorted(grades.values(), reverse=True)[:10])
    return discounted([grades.get(document, 0) for document in found[:10]]) / ideal


def discounted(grades):
    return sum((2 ** grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def output(crm, database, *arguments, stdin=None):
    done = subprocess.run([crm, "--db", database, *arguments], input=stdin, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]
