"""The verbs people can use in a mall, by name."""

import inspect
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from core.context import Ctx
from core.errors import Forbidden, Invalid, Refusal

V = TypeVar("V", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: who may use it, what it must be told, and whether it works while the mall stands still."""

    name: str
    run: Callable[..., Any]
    actors: frozenset[str]
    anytime: bool
    required: frozenset[str]
    known: frozenset[str]

    def check_actor(self, actor: str) -> None:
        """Raises Forbidden."""
        if actor.split(":", 1)[0] not in self.actors:
            raise Forbidden(verb=self.name)

    def check_args(self, args: dict[str, Any]) -> None:
        """Raises Invalid `command_arguments`."""
        if not self.required <= args.keys() <= self.known:
            raise Invalid("command_arguments", verb=self.name)

    def check_state(self, ctx: Ctx) -> None:
        """People work in a mall only while it runs. Raises Refusal `mall_not_running`."""
        if not self.anytime and ctx.mall.state != "running":
            raise Refusal("mall_not_running", 409, state=ctx.mall.state)


_verbs: dict[str, Verb] = {}


def command(name: str, *, actors: Collection[str], anytime: bool = False) -> Callable[[V], V]:
    """Makes a service function a command: f(ctx, *, ...) with JSON values, returning the reply (plain
    JSON) or None.

    `actors` are roles ("agent", "lead", "shopper", "instructor", ...). `anytime` verbs work in a mall that
    is ready, paused or ended too.
    """

    def register(fn: V) -> V:
        known = _verbs.get(name)
        if known is not None and (known.run.__module__, known.run.__qualname__) != (
            fn.__module__,
            fn.__qualname__,
        ):
            raise ValueError(f"command {name} is declared twice")
        wanted = list(inspect.signature(fn).parameters.values())[1:]
        if any(p.kind is not p.KEYWORD_ONLY for p in wanted):
            raise TypeError(f"command {name}: everything after ctx is given by name")
        _verbs[name] = Verb(
            name, fn, frozenset(actors), anytime,
            frozenset(p.name for p in wanted if p.default is p.empty), frozenset(p.name for p in wanted),
        )  # fmt: skip
        return fn

    return register


def verb(name: str) -> Verb:
    """Raises LookupError."""
    return _verbs[name]


def verbs() -> list[Verb]:
    return [_verbs[name] for name in sorted(_verbs)]
