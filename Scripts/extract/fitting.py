"""Fits sparse logistic models, and measures them the way findings are judged."""

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

NEAR = 2


class Model:
    """A bias and the weights of the features that earn one, as they are written: whole hundredths."""

    def __init__(self, names, columns, weights, bias):
        rounded = numpy.rint(100 * weights).astype(int)
        kept = numpy.flatnonzero(rounded)
        self.columns, self.values, self.bias = columns[kept], rounded[kept], round(100 * bias)
        self.weights = dict(zip(names[self.columns], self.values.tolist()))
        self.threshold, self.slope, self.intercept = 0.0, 1.0, 0.0

    def scores(self, matrix):
        return (matrix[:, self.columns] @ self.values + self.bias) / 100


class Table:
    """Rows of features as a sparse matrix, with the names of its columns."""

    def __init__(self, rows):
        vectorizer = DictVectorizer(dtype=numpy.float32)
        self.matrix = vectorizer.fit_transform(rows).tocsr()
        self.names = vectorizer.get_feature_names_out()


def fit(table, own, labels, size, strength, positive=1.0, rarest=3):
    """Fits a model to some rows, with at most `size` features: first with all that are not rare, then anew with the
    weightiest."""
    matrix, labels = table.matrix[own], labels[own]
    counts = numpy.asarray((matrix > 0).sum(0)).ravel()
    kept = numpy.flatnonzero(counts >= rarest)
    sample = numpy.where(labels == 1, positive, 1.0)
    first = solve(matrix[:, kept], labels, strength, sample)
    worth = numpy.abs(first.coef_[0]) * numpy.sqrt(counts[kept])
    kept = numpy.sort(kept[numpy.argsort(-worth)[:size]])
    last = solve(matrix[:, kept], labels, strength, sample)
    return Model(table.names, kept, last.coef_[0], last.intercept_[0])


def solve(matrix, labels, strength, sample):
    return LogisticRegression(C=strength, solver="liblinear").fit(matrix, labels, sample)


def matched(found, gold):
    """Counts findings near enough to an annotated turn, one to one, nearest first."""
    pairs = sorted((abs(f - g), i, j) for i, f in enumerate(found) for j, g in enumerate(gold) if abs(f - g) <= NEAR)
    used, taken = set(), set()
    for _, i, j in pairs:
        if i not in used and j not in taken:
            used.add(i)
            taken.add(j)
    return len(used)


def f1(scores, meetings, labels, threshold):
    hits = count = gold = 0
    for meeting in numpy.unique(meetings):
        own = meetings == meeting
        found, wanted = numpy.flatnonzero(scores[own] >= threshold), numpy.flatnonzero(labels[own])
        hits, count, gold = hits + matched(found, wanted), count + len(found), gold + len(wanted)
    return 2 * hits / max(1, count + gold)


def best_threshold(scores, meetings, labels, ease=0.98):
    """Returns a threshold and the F1 of its findings: the lowest one that comes near the best F1, for in meetings of
    other people all scores are lower."""
    candidates = numpy.quantile(scores, 1 - numpy.geomspace(0.0008, 0.06, 40))
    reached = [(f1(scores, meetings, labels, value), value) for value in candidates]
    best = max(reached)[0]
    return min((value, score) for score, value in reached if score >= ease * best)


def best_single(scores, labels):
    """Returns the threshold with the best F1 of sentences that stand alone, and that F1."""
    candidates = numpy.quantile(scores, numpy.linspace(0.2, 0.9, 141))
    return max((2 * ((scores >= value) & (labels == 1)).sum() / ((scores >= value).sum() + labels.sum()), value)
               for value in candidates)[::-1]


def near(meetings, labels):
    """Returns for each turn whether an annotated one is near it."""
    padded = numpy.zeros(len(labels), int)
    for distance in range(-NEAR, NEAR + 1):
        moved, other = numpy.roll(labels, distance), numpy.roll(meetings, distance)
        padded |= moved * (other == meetings)
    return padded


def print_reliability(probabilities, right):
    """Prints how often findings of a probability are right."""
    for low in numpy.arange(0, 1, 0.2):
        own = (probabilities >= low) & (probabilities < low + 0.2)
        if own.sum():
            print(f"  {low:.1f} to {low + 0.2:.1f}: {own.sum()} findings, said {probabilities[own].mean():.2f}, right {right[own].mean():.2f}")


def crossed(table, labels, groups, folds, **how):
    """Returns the scores of each row by a model that has not seen its group."""
    scores = numpy.zeros(len(labels))
    for number in range(folds):
        held = groups % folds == number
        scores[held] = fit(table, ~held, labels, **how).scores(table.matrix[held])
    return scores
