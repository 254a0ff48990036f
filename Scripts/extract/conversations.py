"""The annotated data: meetings, one JSON file each, and sentences of mails, one JSON object a line."""

import json
import pathlib

import features
import numpy


class Meetings:
    """The turns of meetings with their features and labels; `meeting` numbers the meeting of each."""

    def __init__(self, folder, split=None):
        self.rows, self.meeting, labels = [], [], {"action": [], "decision": []}
        number = 0
        for path in sorted(pathlib.Path(folder).glob("*.json")):
            content = json.loads(path.read_text("utf-8"))
            if split and content.get("split", split) != split:
                continue
            turns = content["turns"]
            self.rows += features.of_turns([(turn["speaker"], " ".join(turn["text"].split())) for turn in turns])
            for kind, values in labels.items():
                values += [int(bool(turn.get(kind))) for turn in turns]
            self.meeting += [number] * len(turns)
            number += 1
        self.meeting = numpy.array(self.meeting)
        self.action, self.decision = (numpy.array(labels[kind]) for kind in ("action", "decision"))

    def __len__(self):
        return len(self.rows)


def sentences(path):
    """Returns the features of sentences, and whether each asks."""
    lines = [json.loads(line) for line in pathlib.Path(path).read_text("utf-8").splitlines()]
    return [features.of_sentence(line["text"]) for line in lines], numpy.array([int(line["ask"]) for line in lines])
