"""A request finds the route of its address, whatever else has been asked before."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Match, Route

from app.switchboard import MOST_KNOWN, Switchboard


async def answer(request):  # type: ignore[no-untyped-def]
    return PlainTextResponse("")


ROUTES = [
    Route("/api/desk/{seat:int}/orders/{order:int}", answer, name="order"),
    Route("/api/desk/{seat}/orders/latest", answer, name="latest"),
    Route("/api/desk/{seat}/tables/{table}.csv", answer, name="csv"),
    Route("/api/desk/{seat}/tables/{table}", answer, name="table"),
    Route("/api/desk/{seat}/tables/{table}", answer, methods=["POST"], name="change"),
    Route("/desk/{rest:path}", answer, name="page"),
    Route("/", answer, name="front"),
]


def found(board: Switchboard, path: str, method: str = "GET") -> tuple[Match, str | None]:
    match, scope = board.matches({"type": "http", "path": path, "method": method, "root_path": ""})
    chosen = scope.get("malldrill.route")
    return match, None if chosen is None else chosen.name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/desk/1/orders/17", "order"),
        ("/api/desk/1/orders/latest", "latest"),
        ("/api/desk/1/tables/3", "table"),
        ("/api/desk/1/tables/3.csv", "csv"),
        ("/desk/1/orders/17/and/more", "page"),
        ("/desk/", "page"),
        ("/", "front"),
    ],
)
def test_an_address_finds_its_route_at_the_first_and_at_every_later_request(path: str, name: str) -> None:
    board = Switchboard(ROUTES)
    assert [found(board, path) for _ in range(2)] == [(Match.FULL, name)] * 2


def test_what_no_route_has_is_found_by_none() -> None:
    board = Switchboard(ROUTES)
    for path in (
        "/desk",
        "/api/desk/1/orders",
        "/api/desk/1/orders/17/",
        "/api/desk/1/nothing/17",
        "//",
        "/x" * 99,
    ):
        assert found(board, path) == (Match.NONE, None)


def test_another_method_of_an_address_finds_its_own_route_and_an_unknown_one_is_refused_there() -> None:
    board = Switchboard(ROUTES)
    assert found(board, "/api/desk/1/tables/3", "POST") == (Match.FULL, "change")
    assert found(board, "/api/desk/1/tables/3", "DELETE") == (Match.PARTIAL, "table")


def test_addresses_made_up_by_strangers_do_not_fill_the_memory() -> None:
    board = Switchboard(ROUTES)
    for number in range(MOST_KNOWN + 50):
        found(board, f"/made/up/{number}x")
    assert len(board._known) <= MOST_KNOWN
    assert found(board, "/api/desk/1/orders/17") == (Match.FULL, "order")
