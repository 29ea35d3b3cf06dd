"""The acts of a message: patterns joined with the linear model; severe acts only by patterns."""

from helpdesk.understanding import model, patterns, text
from helpdesk.understanding.values import SEVERE, Act, Span

JUDGED_CHARS = 2_000


def recognise(message: str, language: str | None = None, *, using: model.Weights | None = None) -> list[Act]:
    """The acts of the message, each with the words that caused it, in the order of the label list.

    Severe acts are found by patterns alone; for the others the patterns' findings are weighed with the n-grams.

    Sentences of the first 2,000 characters are judged for every act; beyond that only for the severe ones.
    Characters after 20,000 are not read. `using` puts other weights in the place of the stored ones, for examination.
    Never raises on any text.
    """
    weights = using or model.stored()
    norm = text.normalise(message[: text.MAX_CHARS])
    sents = text.sentences(norm)
    tongues = text.languages_of(norm, language)
    hits = _hits(sents, tongues)
    if weights is None:
        return _ordered([Act(act, 0.9, tuple(spans), name) for act, (spans, name) in hits.items()])
    judged = [s for s in sents if s.start < JUDGED_CHARS]
    out = []
    for act, confidence in model.judge(judged, frozenset(hits), weights).items():
        spans, name = hits.get(act) or ([model.cause(judged, act, weights)], "model")
        out.append(Act(act, round(confidence, 3), tuple(spans), name))
    out += [Act(act, 0.99, tuple(spans), name) for act, (spans, name) in hits.items() if act in SEVERE]
    return _ordered(out)


def _ordered(acts: list[Act]) -> list[Act]:
    return sorted(acts, key=lambda act: patterns.ORDER[act.name])


def _hits(sents: tuple[text.Sentence, ...], tongues: tuple[str, ...]) -> dict[str, tuple[list[Span], str]]:
    hits: dict[str, tuple[list[Span], str]] = {}
    for index, sentence in enumerate(sents):
        for hit in patterns.find(sentence, index, tongues, severe_only=sentence.start >= JUDGED_CHARS):
            hits.setdefault(hit.act, ([], f"pattern:{hit.pattern}"))[0].append(hit.span)
    return hits


def found_by_patterns(message: str) -> frozenset[str]:
    """The acts the patterns alone find, which the training weighs together with the n-grams."""
    norm = text.normalise(message[: text.MAX_CHARS])
    return frozenset(_hits(text.sentences(norm), text.languages_of(norm, None)))
