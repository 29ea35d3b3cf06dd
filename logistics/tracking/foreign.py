"""Our scan codes and exceptions in the code lists of three tracking services, and back; the lists stand in
foreign.yaml beside this file.

Sources, as their publishers and users state them:
- Kuaidi100: basic states in the service's own Java examples (github.com/kuaidi100-api/java-demo,
  QueryTrackResp), advanced states (resultv2) as its documentation lists them, quoted in several clients.
- Kdniao: StateEx of the tracking interface, as its clients quote the documentation.
- AfterShip: www.aftership.com/docs/tracking/2025-04/enum/delivery-sub-statuses.

Their lists are coarser or finer than ours: what has no code of its own gets the nearest, so that the way
there and back may end at a neighbour (a backlog comes back as a delay), never at another place of the parcel.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

import yaml

from core.errors import Invalid

System = Literal["kuaidi100", "kdniao", "aftership"]
SYSTEMS: tuple[System, ...] = ("kuaidi100", "kdniao", "aftership")


class Meaning(NamedTuple):
    """What a foreign code says here: a scan, or an exception that no scan reports; both None when it says
    nothing we keep.
    """

    scan: str | None
    exception: str | None


def code_of_scan(system: System, scan: str) -> str:
    """Their code for our scan. Raises Invalid `scan_code_unknown`."""
    found = _raw()[system]["ours"].get(scan)
    if found is None:
        raise Invalid("scan_code_unknown", scan=scan)
    return str(found)


def code_of_exception(system: System, exception: str) -> str:
    """Their code for our exception. Raises Invalid `exception_unknown`."""
    found = _raw()[system]["exceptions"].get(exception)
    if found is None:
        raise Invalid("exception_unknown", exception=exception)
    return str(found)


def meaning_of(system: System, code: str) -> Meaning:
    """What their code means here. Raises Invalid `foreign_code_unknown`."""
    known = _raw()[system]["theirs"]
    if code not in known:
        raise Invalid("foreign_code_unknown", system=system, foreign_code=code)
    found = known[code]
    if isinstance(found, dict):
        return Meaning(None, str(found["exception"]))
    return Meaning(found, None)


def lists() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """Everything that is known, by system: `ours`, `exceptions`, `theirs`."""
    return MappingProxyType(_raw())


@cache
def _raw() -> dict[str, dict[str, dict[str, Any]]]:
    text = (files("logistics.tracking") / "foreign.yaml").read_text("utf-8")
    found: dict[str, dict[str, dict[str, Any]]] = yaml.load(
        text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )  # nosec B506: a safe loader either way
    return found
