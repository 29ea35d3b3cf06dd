"""An old snapshot plus the events that followed equals a fresh one, for the desk and for every shopper who wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
import pytest

from core.db.engine import Database
from core.events.log import read_log
from helpdesk.desk.queries import shop_snapshot, snapshot
from seed.exercises.making import exercise_mall
from simulation.bots.desk import Desk
from simulation.bots.service import run_bot

NOUNS = {"conversation": "conversations", "ticket": "tickets", "approval": "approvals", "agent": "agents"}
# What a list of the desk lets go of, once it has come to this.
ENDED = {"closed", "abandoned", "resolved", "granted", "declined", "expired"}
EVERY = 12


@dataclass
class Album:
    """Snapshots taken while a bot works, each with its seq."""

    mall_id: int
    desk: list[dict[str, Any]] = field(default_factory=list)
    shops: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    log: list[tuple[int, str, frozenset[str], dict[str, Any]]] = field(default_factory=list)

    def take(self, db: Database, desk_ms: int) -> None:
        with db.reading(self.mall_id, "agent:1", desk_ms=desk_ms) as ctx:
            self.desk.append(orjson.loads(orjson.dumps(snapshot(ctx))))
        shoppers = {item["shopper"]["id"] for item in self.desk[-1]["conversations"]}
        for shopper in shoppers:
            with db.reading(self.mall_id, f"shopper:{shopper}", desk_ms=desk_ms) as ctx:
                self.shops.setdefault(shopper, []).append(orjson.loads(orjson.dumps(shop_snapshot(ctx))))

    def between(self, after: int, to: int, tokens: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        for seq, kind, audience, data in self.log:
            if after < seq <= to and audience & tokens:
                yield kind, data


@pytest.fixture(params=["expert", "polite", "silent"])
def album(request: pytest.FixtureRequest, db: Database, monkeypatch: pytest.MonkeyPatch) -> Album:
    mall_id = exercise_mall(db, language="en" if request.param == "polite" else "zh-CN", seed=11)
    pictures = Album(mall_id)
    done = Desk.do

    def do(self: Desk, verb: str, **args: Any) -> dict[str, Any] | None:
        reply = done(self, verb, **args)
        if self.number % EVERY == 1:
            pictures.take(db, self.now)
        return reply

    monkeypatch.setattr(Desk, "do", do)
    pictures.take(db, 0)
    played = run_bot(db, mall_id, request.param)
    pictures.take(db, played.desk_ms)
    with db.reading(mall_id) as ctx:
        pictures.log = [
            (row.seq, row.kind, frozenset(row.audience.split()), orjson.loads(row.data))
            for row in read_log(ctx.session, mall_id)
        ]
    return pictures


def put_in(views: dict[str, dict[int, Any]], data: dict[str, Any]) -> None:
    """The one rule of every browser: the view an event carries replaces the one of its id."""
    for noun, room in NOUNS.items():
        view = data.get(noun)
        if isinstance(view, dict) and isinstance(view.get("id"), int):
            views[room][view["id"]] = view


def same(item: dict[str, Any]) -> dict[str, Any]:
    """Places in the queue are counted by whoever shows them."""
    return {name: value for name, value in item.items() if name != "queue_position"}


@pytest.mark.slow
def test_an_old_picture_of_the_desk_plus_the_events_is_a_fresh_one(album: Album) -> None:
    assert len(album.desk) >= 2
    for number, old in enumerate(album.desk):
        for fresh in album.desk[number + 1 :]:
            views = {room: {item["id"]: item for item in old[room]} for room in NOUNS.values()}
            clock = old["clock"]
            for _, data in album.between(old["seq"], fresh["seq"], {"all", "desk", "agent:1"}):
                put_in(views, data)
                clock = data.get("clock", clock)
            for room in NOUNS.values():
                shown = {item["id"]: item for item in fresh[room]}
                for key, item in shown.items():
                    assert same(views[room][key]) == same(item), (room, key)
                gone = [item for key, item in views[room].items() if key not in shown]
                assert {item["state"] for item in gone} <= ENDED, (room, gone)
            assert clock["running"] == fresh["clock"]["running"]
            assert views["agents"][1] == fresh["me"]


@pytest.mark.slow
def test_an_old_picture_of_the_shop_plus_the_events_is_a_fresh_one(album: Album) -> None:
    for shopper, pictures in album.shops.items():
        for number, old in enumerate(pictures):
            for fresh in pictures[number + 1 :]:
                conversation = old["conversation"]
                for _, data in album.between(old["seq"], fresh["seq"], {"all", f"shopper:{shopper}"}):
                    conversation = data.get("conversation", conversation)
                if fresh["conversation"] is not None:
                    assert same(conversation) == same(fresh["conversation"]), shopper


@pytest.mark.slow
def test_no_hidden_fact_is_in_a_frame_or_a_picture(album: Album) -> None:
    """A trainee is never sent a shopper's mood, a case's truth or what was understood of their words."""
    hidden = ("simulation.", "helpdesk.message.understood", "helpdesk.promise.")
    for _, kind, audience, data in album.log:
        if kind.startswith(hidden):
            assert not audience & {"all", "desk", "agent:1", "lead"}, kind
            assert not any(token.startswith("shopper:") for token in audience), kind
        elif audience:
            words = orjson.dumps(data).decode()
            for secret in ('"truth"', '"persona"', '"trust"', '"anger"', '"brief"', '"case_id"', '"verdict"'):
                assert secret not in words, (kind, secret)
    for picture in album.desk:
        words = orjson.dumps(picture).decode()
        for secret in ('"truth"', '"persona"', '"anger"', '"brief"', '"case_id"'):
            assert secret not in words
