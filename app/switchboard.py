"""One entry for all routes of the rooms: a request is held only against those whose fixed words it has.

The framework would try every route of every router in turn, twice a request, and build each a second time at
the first request: a third of a millisecond a request, and a fifth of a second that the first one waits.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

CHOSEN = "malldrill.route"
MOST_KNOWN, MOST_WORDS = 2_048, 12


class Switchboard(BaseRoute):
    """Holds the routes in their order; which of them fits is still theirs to say."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self.routes = [(route, _words(str(getattr(route, "path", "/{rest:path}")))) for route in routes]
        self._known: dict[tuple[str, ...], list[BaseRoute]] = {}

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """The first route that fits, else the first whose address does but not its method."""
        partial: tuple[BaseRoute, Scope] | None = None
        for route in self._fitting(scope["path"]) if scope["type"] in ("http", "websocket") else ():
            match, child = route.matches(scope)
            if match == Match.FULL:
                return match, {**child, CHOSEN: route}
            if match == Match.PARTIAL and partial is None:
                partial = (route, child)
        return (Match.NONE, {}) if partial is None else (Match.PARTIAL, {**partial[1], CHOSEN: partial[0]})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope[CHOSEN].handle(scope, receive, send)

    def _fitting(self, path: str) -> list[BaseRoute]:
        """The routes an address may belong to: as many words, the same where they are fixed and no number."""
        words = tuple(path.split("/"))
        shape = tuple("0" if word.isdigit() else word for word in words)
        found = self._known.get(shape)
        if found is None:
            found = [route for route, own in self.routes if _fits(own, words)]
            if len(self._known) >= MOST_KNOWN:
                # Addresses are anybody's to make up.
                self._known.clear()
            if len(words) <= MOST_WORDS:
                self._known[shape] = found
        return found


def _words(path: str) -> list[str | None]:
    """The words of an address; None where anything may stand, "" at the end of one that is open there."""
    words: list[str | None] = []
    for word in path.split("/"):
        if word.startswith("{") and word.endswith(":path}"):
            return [*words, "*"]
        words.append(None if "{" in word else word)
    return words


def _fits(own: list[str | None], words: tuple[str, ...]) -> bool:
    if own[-1] == "*":
        own = own[:-1]
        if len(words) <= len(own):
            return False
    elif len(own) != len(words):
        return False
    return all(fixed is None or fixed == word for fixed, word in zip(own, words, strict=False))
