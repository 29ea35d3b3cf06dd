"""The acts of a message: patterns joined with the linear model; severe acts only by patterns."""

from collections.abc import Iterator, Sequence

from helpdesk.understanding import model, patterns, text
from helpdesk.understanding.values import SEVERE, Act, Span

JUDGED_CHARS = 2_000
# An act whose pattern a guard kept back (a question, a quotation, a refusal of it) needs more than a weak n-gram vote.
DOUBTED = 0.8


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
    held: set[str] = set()
    by_sentence = _hits(sents, text.languages_of(norm, language), held)
    hits: dict[str, tuple[list[Span], str]] = {}
    for found in by_sentence:
        for hit in found:
            hits.setdefault(hit.act, ([], f"pattern:{hit.pattern}"))[0].append(hit.span)
    if weights is None:
        return _ordered([Act(act, 0.9, _merged(spans), name) for act, (spans, name) in hits.items()])
    judged = [s for s in sents if s.start < JUDGED_CHARS]
    out = []
    for act, confidence in model.judge(_units(judged, by_sentence), weights).items():
        if act in held and act not in hits and confidence < DOUBTED:
            continue
        spans, name = hits.get(act) or ([model.cause(judged, act, weights)], "model")
        out.append(Act(act, round(confidence, 3), _merged(spans), name))
    out += [Act(act, 0.99, _merged(spans), name) for act, (spans, name) in hits.items() if act in SEVERE]
    return _ordered(out)


def _units(
    sents: Sequence[text.Sentence], hits: Sequence[Sequence[patterns.Hit]]
) -> Iterator[tuple[model.Seen, frozenset[str]]]:
    """The message as a whole, then each sentence when there are several, with the acts patterns found there."""
    if not sents:
        return
    each = [model.seen((sentence,)) for sentence in sents]
    acts = [frozenset(hit.act for hit in found) for found in hits[: len(sents)]]
    yield model.joined(each), frozenset().union(*acts)
    if len(sents) > 1:
        yield from zip(each, acts, strict=True)


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap as one."""
    out: list[Span] = []
    for low, high in sorted(spans):
        if out and low <= out[-1][1]:
            out[-1] = (out[-1][0], max(high, out[-1][1]))
        else:
            out.append((low, high))
    return tuple(out)


def _ordered(acts: list[Act]) -> list[Act]:
    return sorted(acts, key=lambda act: patterns.ORDER[act.name])


def _hits(
    sents: Sequence[text.Sentence], tongues: tuple[str, ...], held: set[str] | None = None
) -> list[list[patterns.Hit]]:
    return [
        list(patterns.find(sentence, index, tongues, sentence.start >= JUDGED_CHARS, held))
        for index, sentence in enumerate(sents)
    ]


def found_by_patterns(message: str) -> frozenset[str]:
    """The acts the patterns alone find, which the training weighs together with the n-grams."""
    norm = text.normalise(message[: text.MAX_CHARS])
    found = _hits(text.sentences(norm), text.languages_of(norm, None))
    return frozenset(hit.act for each in found for hit in each)
