"""Forty desks worked at once in one process: how long the loop keeps others waiting."""

from __future__ import annotations

import http.client
import json
import threading
import time
from typing import TYPE_CHECKING

from bench.world import Server, chat_desks, make_malls, open_folder

if TYPE_CHECKING:
    from bench.parts import Figure, Floors, Scale

SAYINGS = (
    "您好，我在看您的订单，稍等一下。",
    "刚查到：包裹停在转运中心，快递说那边爆仓了。",
    "我已经帮您记录下来，有消息马上告诉您。",
    "请问您是想继续等，还是希望退款？",
)


def desks(scale: Scale, floors: Floors) -> list[Figure]:
    """Every desk writes, looks at an order and fetches its page every three seconds; the simulation goes on.

    The lag is what /healthz, which does nothing, takes from outside, less what it takes when nobody works.
    """
    from bench.parts import Figure, folder

    with folder() as data:
        db = open_folder(data)
        chat_desks(db, make_malls(db, scale.desks))
        db.close()
        with Server(data) as server:
            time.sleep(2)
            idle = _healthz(server, 2.0)
            stop = threading.Event()
            workers = [
                threading.Thread(target=_work, args=(server, n, stop), daemon=True)
                for n in range(scale.desks)
            ]
            for worker in workers:
                worker.start()
            time.sleep(1)
            busy = _healthz(server, max(scale.seconds, 4.0))
            stop.set()
            for worker in workers:
                worker.join(10)
    base = sorted(idle)[len(idle) // 2]
    lag = sorted(max(0.0, one - base) for one in busy)
    return [
        Figure(
            f"{scale.desks} desks in one process, loop lag p99",
            lag[int(len(lag) * 0.99)],
            "ms",
            50 if scale.desks >= 40 else None,
        ),
        Figure(f"{scale.desks} desks in one process, loop lag median", lag[len(lag) // 2], "ms"),
    ]


def _healthz(server: Server, seconds: float) -> list[float]:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    taken, until = [], time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.perf_counter()
        line.request("GET", "/healthz")
        line.getresponse().read()
        taken.append((time.perf_counter() - began) * 1000)
        time.sleep(0.01)
    line.close()
    return taken


def _work(server: Server, number: int, stop: threading.Event) -> None:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    seat = f"1000{number}"
    headers = {
        "Cookie": f"malldrill=bench-{number}",
        "Origin": server.base,
        "Content-Type": "application/json",
    }
    turn = 0
    stop.wait(number * 3 / 40)
    while not stop.is_set():
        turn += 1
        key = f"desk-{number}-{turn}-{time.monotonic_ns()}"
        body = json.dumps({"client_id": key, "kind": "text", "text": SAYINGS[turn % len(SAYINGS)]})
        for method, path, sent in (
            ("POST", f"/api/desk/{seat}/conversations/1/messages", body),
            ("GET", f"/api/desk/{seat}/conversations/1", None),
            ("GET", f"/api/desk/{seat}/orders/{turn % 400 + 1600}", None),
            ("GET", f"/api/desk/{seat}/snapshot", None),
        ):
            line.request(method, path, sent, {**headers, "Idempotency-Key": key})
            line.getresponse().read()
        stop.wait(3)
    line.close()
