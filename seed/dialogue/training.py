"""Training the linear model. scikit-learn is imported only here and only when training is asked for."""

import json
import math
import zlib
from collections.abc import Sequence
from pathlib import Path

from helpdesk.understanding import model, text
from helpdesk.understanding.recognising import found_by_patterns
from helpdesk.understanding.values import ACTS, SEVERE
from seed.dialogue.labelled import Line

STRENGTH = 30.0
THRESHOLD = 0.0
FEWEST = 12


def features(message: str) -> dict[int, float]:
    """The buckets of a message, each weighing 1/√n, and the acts its patterns found, as in inference."""
    touched: set[int] = set()
    for sentence in text.sentences(text.normalise(message)):
        touched |= model.buckets(sentence.text)
    out = dict.fromkeys(sorted(touched), 1 / math.sqrt(len(touched))) if touched else {}
    for name in found_by_patterns(message):
        out[model.BUCKETS + ACTS.index(name)] = model.HIT_VALUE
    return out


def fit(rows: Sequence[Line], threshold: float = THRESHOLD) -> model.Weights:
    """One-vs-rest logistic regression, quantised to a byte a weight; equal rows give equal weights."""
    import numpy
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    for row in rows:
        found = features(row.text)
        columns.extend(found)
        data.extend(found.values())
        starts.append(len(columns))
    matrix = csr_matrix((data, columns, starts), shape=(len(rows), model.BUCKETS + model.WIDTH))
    table = numpy.full((model.BUCKETS + model.WIDTH, model.WIDTH), 128, dtype=numpy.uint8)
    scale, bias, thresholds = [0.0] * model.WIDTH, [-20.0] * model.WIDTH, [50.0] * model.WIDTH
    for place, act in enumerate(ACTS):
        wanted = numpy.array([act in row.acts for row in rows])
        if act in SEVERE or wanted.sum() < FEWEST:
            continue
        judge = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, max_iter=300, tol=1e-5)
        judge.fit(matrix, wanted)
        weight = judge.coef_[0]
        step = float(numpy.abs(weight).max()) / 127 or 1.0
        table[:, place] = numpy.clip(numpy.rint(weight / step) + 128, 1, 255).astype(numpy.uint8)
        scale[place], bias[place], thresholds[place] = step, round(float(judge.intercept_[0]), 4), threshold
    body = table.tobytes()
    tuple_rows = tuple(body[at : at + model.WIDTH] for at in range(0, len(body), model.WIDTH))
    return model.Weights(tuple_rows, tuple(round(s, 6) for s in scale), tuple(bias), tuple(thresholds))


def pack(trained: model.Weights) -> bytes:
    """The compact file: a JSON head, then the zipped table."""
    head = json.dumps({"scale": trained.scale, "bias": trained.bias, "threshold": trained.threshold}).encode()
    return len(head).to_bytes(4, "big") + head + zlib.compress(b"".join(trained.rows), 9)


def save(trained: model.Weights, path: Path = model.FILE) -> int:
    """Writes the file the recogniser loads; returns its size in bytes."""
    packed = pack(trained)
    path.write_bytes(packed)
    return len(packed)
