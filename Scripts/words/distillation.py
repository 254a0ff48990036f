"""Makes the rows: first what the teacher says of each piece alone, then what makes sums of rows like its sentences."""

import sys

import numpy
import torch
import torch.nn.functional as functional

import wordpiece

WIDTH = 256
COMMON = 3e-4
"""A piece that is more frequent than this in the training texts counts less than half."""
STEPS, BATCH, RATE = 1_000, 1024, 1e-2
HELD_OUT = 2000
"""The last texts are not learned from, but measured on."""


def vocabulary(pieces):
    """Returns the teacher's numbers of the pieces that get a row, those that start words and those that follow, each by
    their texts, in the order of their bytes. Scripts other than Latin and Greek, and marks of the model, have none."""
    starts, follows = {}, {}
    for number, piece in enumerate(pieces):
        text = piece.removeprefix("##") if len(piece) > 2 else piece
        if all(c < "\u0400" or "\u2000" <= c < "\u2300" for c in text) and not (len(text) > 2 and text[0] == "["):
            (starts if text == piece else follows)[text] = number
    return dict(sorted(starts.items(), key=by_bytes)), dict(sorted(follows.items(), key=by_bytes))


def by_bytes(item):
    return item[0].encode()


class Texts:
    """The pieces of all texts, one behind the other."""

    def __init__(self, texts, tokeniser):
        lists = [tokeniser.numbers(text)[:254] for text in texts]
        self.pieces = torch.tensor([number for numbers in lists for number in numbers])
        self.starts = torch.tensor([0, *map(len, lists)]).cumsum(0)

    def sums(self, rows, chosen):
        """Returns vectors of unit length of the chosen texts."""
        spans = [self.pieces[self.starts[index]:self.starts[index + 1]] for index in chosen]
        offsets = torch.tensor([0, *map(len, spans)]).cumsum(0)[:-1]
        return functional.normalize(functional.embedding_bag(torch.cat(spans), rows, offsets, mode="sum"), dim=1)


def distil(alone, starts, follows, texts, targets):
    """Returns the rows of the pieces, from the teacher's vectors of each alone and of the texts."""
    torch.manual_seed(0)
    tokeniser = wordpiece.WordPiece(
        {piece: row for row, piece in enumerate(starts)},
        {piece: len(starts) + row for row, piece in enumerate(follows)})
    learned = Texts(texts, tokeniser)
    projection = principal(targets)
    wanted = functional.normalize(torch.from_numpy(targets @ projection), dim=1)

    counts = numpy.bincount(learned.pieces.numpy(), minlength=len(alone)) + 1
    weights = COMMON / (COMMON + counts / counts.sum())
    rows = torch.from_numpy(alone @ projection * weights[:, None].astype(numpy.float32))

    count = len(texts) - HELD_OUT
    held_out = range(count, len(texts))
    rows.requires_grad_()
    optimiser = torch.optim.Adam([rows], lr=RATE, betas=(0.9, 0.99))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, (step + 1) / 30) * max(0.02, 1 - step / STEPS))
    order = torch.cat([torch.randperm(count) for _ in range(STEPS * BATCH // count + 1)])
    say(f"before learning, cosine with the teacher {agreement(learned, rows, wanted, held_out):.4f}")
    for step in range(STEPS):
        chosen = order[step * BATCH:(step + 1) * BATCH]
        loss = (1 - (learned.sums(rows, chosen) * wanted[chosen]).sum(1)).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if (step + 1) % 100 == 0:
            say(f"step {step + 1} of {STEPS}, cosine with the teacher "
                f"{agreement(learned, rows, wanted, held_out):.4f}")
    return rows.detach().numpy()


def principal(targets):
    """Returns the projection on the directions in which the teacher's vectors differ most. They are not centred:
    search compares them by their dot products."""
    _, _, directions = numpy.linalg.svd(targets[:60_000], full_matrices=False)
    return numpy.ascontiguousarray(directions[:WIDTH].T)


@torch.no_grad()
def agreement(texts, rows, wanted, chosen):
    return (texts.sums(rows, chosen) * wanted[chosen[0]:chosen[-1] + 1]).sum(1).mean().item()


def say(what):
    print(f"train-words: {what}", file=sys.stderr, flush=True)
