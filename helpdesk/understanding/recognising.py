"""The acts of a message: patterns joined with the linear model; severe acts only by patterns."""

from helpdesk.understanding import model, patterns, text
from helpdesk.understanding.values import SEVERE, Act, Span

JUDGED_CHARS = 2_000


def recognise(message: str, language: str | None = None) -> list[Act]:
    """The acts of the message, each with the words that caused it, in the order of the label list.

    Sentences of the first 2,000 characters are judged for every act; beyond that only for the severe ones.
    Characters after 20,000 are not read. Never raises on any text.
    """
    norm = text.normalise(message[: text.MAX_CHARS])
    sents = text.sentences(norm)
    tongues = text.languages_of(norm, language)
    found: dict[str, tuple[float, list[Span], str]] = {}
    for index, sentence in enumerate(sents):
        severe_only = sentence.start >= JUDGED_CHARS
        for hit in patterns.find(sentence, index, tongues, severe_only):
            old = found.get(hit.act)
            spans = [*(old[1] if old else ()), hit.span]
            found[hit.act] = (0.95, spans, old[2] if old else f"pattern:{hit.pattern}")
        if severe_only or model.absent():
            continue
        for name, score, span in model.judge(sentence, tongues[0]):
            if name not in found and name not in SEVERE:
                found[name] = (score, [span], "model")
    return [
        Act(name, round(conf, 3), tuple(dict.fromkeys(spans)), reason)
        for name, (conf, spans, reason) in sorted(found.items(), key=lambda item: patterns.ORDER[item[0]])
    ]
