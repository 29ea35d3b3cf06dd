"""The live feed on a real socket: what follows, to whom, in which order, and how a browser goes on after a gap."""

import contextlib
import random
import socket
import time
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.realtime.conftest import new_mall, told_in
from tests.support.server import LiveServer, Someone


def facts(frames: list[dict[str, Any]]) -> list[str]:
    return [frame["data"]["words"] for frame in frames if frame.get("kind") == "tests.fact.told"]


def until_words(words: str) -> Any:
    return lambda frame: frame.get("data", {}).get("words") == words


@pytest.fixture
def agent(server: LiveServer) -> Someone:
    return server.person()


def test_an_agent_is_told_what_happens_at_the_desk_and_nothing_else(
    server: LiveServer, live_mall: int, agent: Someone
) -> None:
    seat = server.seat(agent, live_mall)
    with server.socket(agent) as wire:
        wire.subscribe(f"seat:{seat}")
        wire.until_ready(f"seat:{seat}")
        told_in(server, live_mall, "hidden", "staff")
        told_in(server, live_mall, "for nobody", "lead")
        told_in(server, live_mall, "for another shopper", "shopper:9")
        told_in(server, live_mall, "mine", "agent:1")
        told_in(server, live_mall, "everybody's", "all")
        told_in(server, live_mall, "desk's", "desk", "shopper:9")
        frames = wire.until(until_words("desk's"))
    assert facts(frames) == ["mine", "everybody's", "desk's"]
    assert frames[0] == {
        "stream": f"seat:{seat}", "seq": frames[0]["seq"], "prev": frames[0]["prev"], "kind": "tests.fact.told",
        "v": 1, "desk_ms": frames[0]["desk_ms"], "mall_at": frames[0]["mall_at"], "actor": "system",
        "subject": "mall", "data": {"words": "mine", "to": ["agent:1"]},
    }  # fmt: skip


def test_each_frame_names_the_seq_before_it_on_its_stream(
    server: LiveServer, live_mall: int, agent: Someone
) -> None:
    seat = server.seat(agent, live_mall)
    with server.socket(agent) as wire:
        wire.subscribe(f"seat:{seat}")
        ready = wire.until_ready(f"seat:{seat}")[-1]
        for words in ("a", "b", "c"):
            told_in(server, live_mall, "hidden", "staff", times=3)
            told_in(server, live_mall, words)
        frames = wire.until(until_words("c"))
    before = ready["seq"]
    for frame in frames:
        assert frame["prev"] == before
        before = frame["seq"]


def test_a_browser_that_comes_back_is_told_exactly_what_it_missed(
    server: LiveServer, live_mall: int, agent: Someone
) -> None:
    seat = f"seat:{server.seat(agent, live_mall)}"
    with server.socket(agent) as wire:
        wire.subscribe(seat)
        ready = wire.until_ready(seat)[-1]
    told_in(server, live_mall, "while away 1")
    told_in(server, live_mall, "hidden", "staff")
    told_in(server, live_mall, "while away 2")
    with server.socket(agent) as wire:
        wire.subscribe(seat, after=ready["seq"], epoch=ready["epoch"])
        frames = wire.until_ready(seat)
        assert facts(frames) == ["while away 1", "while away 2"]
        assert frames[0]["prev"] == ready["seq"]
        told_in(server, live_mall, "back again")
        assert facts([wire.hear()]) == ["back again"]


def test_a_past_of_many_hidden_facts_is_no_obstacle(
    server: LiveServer, live_mall: int, agent: Someone
) -> None:
    seat = f"seat:{server.seat(agent, live_mall)}"
    told_in(server, live_mall, "hidden", "staff", times=900)
    told_in(server, live_mall, "seen", times=700)
    with server.socket(agent) as wire:
        wire.subscribe(seat)
        assert len(facts(wire.until_ready(seat))) == 700


def test_another_log_or_a_future_place_is_answered_with_reset(
    server: LiveServer, live_mall: int, agent: Someone
) -> None:
    seat = f"seat:{server.seat(agent, live_mall)}"
    with server.socket(agent) as wire:
        wire.subscribe(seat, after=0, epoch="of a restored backup")
        assert wire.hear() == {"stream": seat, "reset": True}
        wire.subscribe(seat, after=10_000)
        assert wire.hear() == {"stream": seat, "reset": True}
        told_in(server, live_mall, "nobody listens")
        assert wire.silent()


def test_several_streams_go_over_one_socket_each_with_its_own_count(
    server: LiveServer, live_mall: int, agent: Someone
) -> None:
    other = new_mall(server)
    desk = f"seat:{server.seat(agent, live_mall)}"
    shop = f"seat:{server.seat(agent, other, role='shopper', member_id=17)}"
    with server.socket(agent) as wire:
        wire.subscribe(desk, shop)
        wire.until_ready(desk)
        wire.until_ready(shop)
        told_in(server, live_mall, "desk 1")
        told_in(server, other, "not for shoppers")
        told_in(server, other, "shop 1", "shopper:17")
        told_in(server, live_mall, "desk 2")
        frames = wire.until(until_words("desk 2"))
        assert [(f["stream"], f["data"]["words"]) for f in frames] == [
            (desk, "desk 1"), (shop, "shop 1"), (desk, "desk 2"),
        ]  # fmt: skip
        wire.say(unsubscribe=[desk])
        wire.say(ping=1)
        assert wire.hear() == {"pong": 1}
        told_in(server, live_mall, "desk 3")
        told_in(server, other, "shop 2", "shopper:17")
        assert facts([wire.hear()]) == ["shop 2"]


def test_the_stream_of_another_persons_seat_is_as_good_as_none(
    server: LiveServer, live_mall: int, agent: Someone
) -> None:
    mine = f"seat:{server.seat(agent, live_mall)}"
    stranger = server.person("路人")
    theirs = f"seat:{server.seat(stranger, live_mall, member_id=2)}"
    with server.socket(agent) as wire:
        for name in (theirs, "seat:99999", "seat:x", "class:1", "class:-1", "mall:1", "", "seat:" + "9" * 30):
            wire.subscribe(name)
            assert wire.hear() == {"stream": name, "error": {"code": "not_found"}}
        told_in(server, live_mall, "private")
        wire.subscribe(mine)
        wire.until_ready(mine)
    with server.socket(Someone(0, "made-up-cookie")) as wire:
        wire.subscribe(mine)
        assert wire.hear() == {"stream": mine, "error": {"code": "unauthenticated"}}


def test_a_page_of_another_site_cannot_open_the_feed(server: LiveServer, agent: Someone) -> None:
    with pytest.raises(InvalidStatus) as refused, server.socket(agent, origin="http://evil.example"):
        pass
    assert refused.value.response.status_code == 403
    with server.socket(agent, origin=server.base) as wire:
        wire.say(ping=7)
        assert wire.hear() == {"pong": 7}


@pytest.mark.parametrize(
    "frame",
    ["", "{", "[]", "null", "7", '{"subscribe": 7}', '{"subscribe": [7]}', '{"subscribe": [{"stream": 7}]}',
     '{"subscribe": [{"stream": "seat:1", "after": -1}]}', '{"subscribe": [{"stream": "seat:1", "after": 1e99}]}',
     '{"subscribe": [{"stream": "seat:1", "after": true}]}', '{"typing": []}', '{"typing": {"conversation_id": "x"}}',
     '{"x": NaN}', '{"x": "\\ud800"}', "[" * 5000, '{"unknown": 1}', '{"ping": {"a": 1}}', '{"unsubscribe": 3}'],
)  # fmt: skip
def test_a_hostile_frame_is_refused_by_name_and_the_socket_goes_on(
    server: LiveServer, agent: Someone, frame: str
) -> None:
    with server.socket(agent) as wire:
        wire.connection.send(frame)
        wire.say(ping=1)
        frames = wire.until(lambda f: f.get("pong") == 1)
        for said in frames[:-1]:
            code = said["error"]["code"] if "error" in said else None
            assert code != "internal", said


def test_a_frame_beyond_64_kilobytes_ends_the_socket(server: LiveServer, agent: Someone) -> None:
    with server.socket(agent) as wire:
        with pytest.raises(ConnectionClosed) as ended:
            wire.say(x="x" * 70_000)
            wire.hear()
        assert ended.value.rcvd is not None
        assert ended.value.rcvd.code == 1009


def test_a_slow_reader_is_dropped_and_resumes_without_loss(
    server: LiveServer, live_mall: int, agent: Someone
) -> None:
    seat = f"seat:{server.seat(agent, live_mall)}"
    slow = socket.create_connection(("127.0.0.1", server.port))
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    with server.socket(agent) as quick:
        quick.subscribe(seat)
        ready = quick.until_ready(seat)[-1]
        from websockets.sync.client import connect

        with contextlib.suppress(ConnectionClosed), connect(
            f"ws://127.0.0.1:{server.port}/api/live", sock=slow, additional_headers=agent.headers,
            compression=None, max_queue=1,
        ) as connection:  # fmt: skip
            connection.send(f'{{"subscribe":[{{"stream":"{seat}","after":{ready["seq"]}}}]}}')
            time.sleep(0.2)
            heard: list[str] = []
            for _ in range(20):
                told_in(server, live_mall, "x" * 8000, times=100)
                # The quick one beside it keeps up: one slow browser holds up nobody.
                while len(heard) < 100 * (_ + 1):
                    heard += facts([quick.hear()])
            hub = server.app.state.feed.hub
            deadline = time.monotonic() + 10
            while len(hub.logs[f"mall:{live_mall}"].subscriptions) > 1 and time.monotonic() < deadline:
                time.sleep(0.05)
            assert len(hub.logs[f"mall:{live_mall}"].subscriptions) == 1
            assert len(heard) == 2000
    told_in(server, live_mall, "the last")
    with server.socket(agent) as wire:
        wire.subscribe(seat, after=ready["seq"] + 1000, epoch=ready["epoch"])
        assert len(facts(wire.until_ready(seat))) == 1001


def test_whoever_is_cut_off_at_random_ends_with_every_fact_once(
    server: LiveServer, live_mall: int, agent: Someone
) -> None:
    seat = f"seat:{server.seat(agent, live_mall)}"
    dice = random.Random(5)
    got: list[int] = []
    told: list[int] = []
    place, epoch = 0, None
    for _ in range(12):
        with server.socket(agent) as wire:
            wire.subscribe(seat, after=place, epoch=epoch)
            for number in range(dice.randint(0, 6)):
                told += told_in(server, live_mall, str(number), times=dice.randint(1, 3))
            if dice.random() < 0.3:
                continue
            for frame in wire.until_ready(seat):
                assert not frame.get("reset")
                if "kind" in frame:
                    assert frame["prev"] == place
                    got.append(frame["seq"])
                place, epoch = frame["seq"], frame.get("epoch", epoch)
            while dice.random() < 0.8 and not wire.silent(0.02):
                # What `silent` took away was a fact unseen: the next visit must bring it again.
                break
        told += told_in(server, live_mall, "between")
    with server.socket(agent) as wire:
        wire.subscribe(seat, after=place, epoch=epoch)
        got += [frame["seq"] for frame in wire.until_ready(seat) if frame.get("kind") == "tests.fact.told"]
    clock_events = [seq for seq in got if seq not in told]
    assert len(clock_events) <= 1
    assert [seq for seq in got if seq in told] == told


def test_a_lost_push_is_read_from_the_log(server: LiveServer, live_mall: int, agent: Someone) -> None:
    seat = f"seat:{server.seat(agent, live_mall)}"
    feed = server.app.state.feed
    with server.socket(agent) as wire:
        wire.subscribe(seat)
        wire.until_ready(seat)
        told_in(server, live_mall, "one")
        assert facts([wire.hear()]) == ["one"]
        feed._take, kept = (lambda name, facts: None), feed._take
        told_in(server, live_mall, "lost on the way")
        feed._take = kept
        told_in(server, live_mall, "three")
        assert facts([wire.hear(), wire.hear()]) == ["lost on the way", "three"]


def test_what_is_recorded_while_somebody_subscribes_comes_once(
    server: LiveServer, live_mall: int, agent: Someone
) -> None:
    seat = f"seat:{server.seat(agent, live_mall)}"
    told: list[int] = []
    with server.socket(agent) as wire:
        for _ in range(30):
            wire.subscribe(seat, after=0)
            told += told_in(server, live_mall, "at the same time")
        wire.say(ping=9)
        frames = wire.until(lambda f: f.get("pong") == 9)
        last = max(number for number, frame in enumerate(frames) if frame.get("ready"))
        seqs: list[int] = []
        # Of the last subscription: from its first fact to the end.
        for frame in frames:
            if "kind" in frame and frame["prev"] == 0:
                seqs = []
            if "kind" in frame:
                seqs.append(frame["seq"])
        assert last
        assert [seq for seq in seqs if seq in told] == told
