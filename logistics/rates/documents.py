"""A table as the text that is kept, its hash, and the prepared table of a hash (made once per process)."""

import hashlib
from collections import OrderedDict
from typing import Any

import orjson
from pydantic import ValidationError

from logistics.rates.checks import check
from logistics.rates.values import Problem, RateTable
from logistics.rates.zones import Index

_KEEP = 512
_prepared: OrderedDict[str, Index] = OrderedDict()


def document_of(table: RateTable) -> dict[str, Any]:
    """The table as plain JSON values, what is usual left out."""
    return table.model_dump(mode="json", exclude_defaults=True)


def text_of(document: dict[str, Any]) -> str:
    """The one text of a document: equal tables give equal texts."""
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS).decode()


def hash_of(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def read(document: Any) -> tuple[RateTable | None, list[Problem]]:
    """The table of a document with everything that is wrong with it; no table when it has not even the shape
    of one. `value_wrong` names the place only, never the value."""
    try:
        table = RateTable.model_validate(document)
    except ValidationError as failure:
        return None, [
            Problem(
                "/".join(str(part) for part in error["loc"]) or "table",
                "value_wrong",
                {"type": error["type"]},
            )
            for error in failure.errors(include_url=False, include_input=False, include_context=False)
        ]
    return table, check(table)


def known(digest: str) -> Index | None:
    """The prepared table of a hash, if this process has it."""
    index = _prepared.get(digest)
    if index is not None:
        _prepared.move_to_end(digest)
    return index


def prepare(digest: str, text: str) -> Index:
    """Prepares the table of a kept text, which was checked when it was imported."""
    index = _prepared[digest] = Index(RateTable.model_validate_json(text))
    if len(_prepared) > _KEEP:
        _prepared.popitem(last=False)
    return index
