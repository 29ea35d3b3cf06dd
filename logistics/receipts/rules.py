"""What may be written down about a parcel that came back."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.errors import Invalid, Refusal

CONDITIONS = ("intact", "wet", "crushed", "opened")
VERDICTS = ("sellable", "damaged", "wrong_item", "missing_part", "missing")
MOST_ARTICLES, MOST_NOTE = 200, 500


def may_receive(state: str) -> None:
    """Raises Refusal `receipt_not_applicable` {state}: only what is back in the warehouse is inspected."""
    if state != "returned":
        raise Refusal("receipt_not_applicable", state=state)


def checked(
    condition: str, pieces: int, articles: Sequence[Mapping[str, Any]], expected: Mapping[str, int]
) -> list[dict[str, Any]]:
    """The articles as they are kept; every expected one (ref to how many) has to be accounted for, when it is
    known what was packed.

    Raises Invalid `receipt_condition_unknown`, `receipt_verdict_unknown` {verdict}, `receipt_counts_wrong`
    {ref, expected, found}, `receipt_empty`, `receipt_too_long` {most}.
    """
    if condition not in CONDITIONS:
        raise Invalid("receipt_condition_unknown", conditions=list(CONDITIONS))
    if not articles:
        raise Invalid("receipt_empty")
    if len(articles) > MOST_ARTICLES or not 0 <= pieces <= 99:
        raise Invalid("receipt_too_long", most=MOST_ARTICLES)
    found: dict[str, int] = {}
    kept = []
    for article in articles:
        ref, verdict, count = str(article["ref"]), str(article["verdict"]), int(article.get("count", 1))
        if verdict not in VERDICTS:
            raise Invalid("receipt_verdict_unknown", verdict=verdict)
        if count < 1:
            raise Invalid("receipt_counts_wrong", ref=ref, expected=1, found=count)
        found[ref] = found.get(ref, 0) + count
        kept.append({"ref": ref, "verdict": verdict, "count": count})
    if expected:
        for ref in sorted({*expected, *found}):
            if expected.get(ref, 0) != found.get(ref, 0):
                raise Invalid(
                    "receipt_counts_wrong", ref=ref, expected=expected.get(ref, 0), found=found.get(ref, 0)
                )
    return kept


def ground_for_claim(condition: str, articles: Sequence[Mapping[str, Any]]) -> str | None:
    """The kind of claim the inspection speaks for, if any: something is broken and the box shows why."""
    broken = any(article["verdict"] in ("damaged", "missing_part", "missing") for article in articles)
    return "damaged" if broken and condition != "intact" else None
