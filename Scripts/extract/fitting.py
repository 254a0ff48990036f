"""Fits sparse logistic models, and measures them the way findings are judged."""

import numpy
import scipy.sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

NEAR = 2


class Model:
    """A bias and the weights of the features that earn one, as they are written: whole hundredths."""

    def __init__(self, names, weights, bias):
        self.weights = {name: round(100 * weight) for name, weight in zip(names, weights) if round(100 * weight)}
        self.bias = round(100 * bias)
        self.threshold = 0
        self.scale, self.shift = 1.0, 0.0

    def scores(self, rows):
        return numpy.array([
            (self.bias + sum(self.weights.get(name, 0) * value for name, value in row.items())) / 100 for row in rows])


def fit(rows, labels, size, strength, positive=1.0, rarest=3, weights=None):
    """Fits a model with at most `size` features: first with all that are not rare, then anew with the weightiest."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows).tocsr()
    counts = numpy.asarray((matrix > 0).sum(0)).ravel()
    kept = numpy.flatnonzero(counts >= rarest)
    sample = numpy.where(labels == 1, positive, 1.0) * (1 if weights is None else weights)
    first = solve(matrix[:, kept], labels, strength, sample)
    worth = numpy.abs(first.coef_[0]) * numpy.sqrt(counts[kept])
    kept = kept[numpy.argsort(-worth)[:size]]
    last = solve(matrix[:, kept], labels, strength, sample)
    names = vectorizer.get_feature_names_out()[kept]
    return Model(names, last.coef_[0], last.intercept_[0])


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


def best_threshold(scores, meetings, labels):
    """Returns the threshold with the best F1 of findings, and that F1."""
    shares = (.0008, .0012, .0016, .002, .0026, .0032, .004, .005, .006, .008, .01, .013, .017, .022, .03, .04)
    candidates = numpy.unique(numpy.quantile(scores, 1 - numpy.array(shares)))
    return max((f1(scores, meetings, labels, value), value) for value in candidates)[::-1]


def crossed(rows, labels, meetings, folds, **how):
    """Returns the scores of each row by a model that has not seen its meeting."""
    scores = numpy.zeros(len(labels))
    rows = numpy.array(rows, dtype=object)
    fold = meetings % folds
    for number in range(folds):
        held = fold == number
        own = dict(how)
        if own.get("weights") is not None:
            own["weights"] = own["weights"][~held]
        scores[held] = fit(rows[~held], labels[~held], **own).scores(rows[held])
    return scores
