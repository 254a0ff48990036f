"""The table of words in model2vec, a package that makes vectors of texts in the same way.

    rival.py save TABLE FOLDER             writes the table as a model of model2vec
    rival.py encode FOLDER [json] < TEXTS  makes a vector of each line, and prints each as JSON where asked to
"""

import json
import pathlib
import sys

from model2vec import StaticModel


def save(table_path, folder):
    import numpy
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    sys.dont_write_bytecode = True
    import sentences
    import table
    import wordpiece

    ours = table.Table(table_path)
    numbers = ours.tokeniser.starts | {f"##{piece}": number for piece, number in ours.tokeniser.follows.items()}
    unknown = len(numbers)
    tokeniser = Tokenizer(models.WordPiece(
        numbers | {"[UNK]": unknown}, unk_token="[UNK]", max_input_chars_per_word=wordpiece.LONGEST))
    tokeniser.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokeniser.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    rows = numpy.vstack([ours.rows, numpy.zeros((1, ours.rows.shape[1]), numpy.float32)])
    model = StaticModel(rows, tokeniser, normalize=True, max_length=None)
    some = sentences.invented(1000)
    assert numpy.abs(model.encode(some) - ours.vectors(some)).max() < 1e-5, "model2vec makes other vectors"
    model.save_pretrained(folder)


def encode(folder, form=None):
    model = StaticModel.from_pretrained(folder)
    texts = sys.stdin.read().splitlines()
    vectors = model.encode(texts, max_length=None, use_multiprocessing=False)
    assert vectors.shape == (len(texts), model.dim)
    if form == "json":
        sys.stdout.writelines(json.dumps({"vector": vector.tolist()}) + "\n" for vector in vectors)


if __name__ == "__main__":
    action, *paths = sys.argv[1:]
    {"save": save, "encode": encode}[action](pathlib.Path(paths[0]), *paths[1:])
