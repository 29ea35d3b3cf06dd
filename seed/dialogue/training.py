"""Training the linear model. scikit-learn is imported only here and only when training is asked for."""

import hashlib
import json
import zlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from helpdesk.understanding import model, text
from helpdesk.understanding.recognising import found_by_patterns
from helpdesk.understanding.values import ACTS, SEVERE
from seed.dialogue.labelled import FOLDER, Line

STRENGTH = 30.0
THRESHOLD = -0.6
FEWEST = 12


@lru_cache(maxsize=8192)
def features(message: str) -> dict[int, float]:
    """Row -> value of a message: what it touches and the acts its patterns found, as in inference."""
    seen = model.seen(text.sentences(text.normalise(message)))
    return model.features(seen, found_by_patterns(message))


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
    matrix = csr_matrix((data, columns, starts), shape=(len(rows), model.ROWS))
    table = numpy.full((model.ROWS, model.WIDTH), 128, dtype=numpy.uint8)
    scale = [[0.0] * model.WIDTH for _ in model.SIZES]
    bias, thresholds = [-20.0] * model.WIDTH, [50.0] * model.WIDTH
    for place, act in enumerate(ACTS):
        wanted = numpy.array([act in row.acts for row in rows])
        if act in SEVERE or wanted.sum() < FEWEST:
            continue
        judge = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, max_iter=300, tol=1e-3)
        judge.fit(matrix, wanted)
        bias[place], thresholds[place] = round(float(judge.intercept_[0]), 4), threshold
        for group, (start, size) in enumerate(zip(model.STARTS, model.SIZES, strict=True)):
            weight = judge.coef_[0][start : start + size]
            step = round(float(numpy.abs(weight).max()) / 127, 6) or 1.0
            table[start : start + size, place] = numpy.clip(numpy.rint(weight / step) + 128, 1, 255)
            scale[group][place] = step
    return model.Weights(
        model.pack_rows(table.tobytes()), tuple(map(tuple, scale)), tuple(bias), tuple(thresholds)
    )


def made_of() -> str:
    """A digest of the labelled set and the patterns: weights that carry another one are out of date."""
    seen = hashlib.sha256(f"{STRENGTH} {THRESHOLD} {FEWEST}".encode())
    for path in (*sorted(FOLDER.glob("*.yaml")), *sorted((model.FILE.parent / "patterns").glob("*.yaml"))):
        seen.update(path.name.encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return seen.hexdigest()


def pack(trained: model.Weights) -> bytes:
    """The compact file: a JSON head, then the zipped table."""
    numbers = {"scale": trained.scale, "bias": trained.bias, "threshold": trained.threshold}
    head = json.dumps({"made_of": made_of(), **numbers}).encode()
    step = model.WIDTH * model.LANE
    body = b"".join(row.to_bytes(step, "little")[:: model.LANE] for row in trained.rows)
    return len(head).to_bytes(4, "big") + head + zlib.compress(body, 9)


def save(trained: model.Weights, path: Path = model.FILE) -> int:
    """Writes the file the recogniser loads; returns its size in bytes."""
    packed = pack(trained)
    path.write_bytes(packed)
    return len(packed)
