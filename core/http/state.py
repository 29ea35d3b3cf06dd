"""What the process gives every request: the database, the settings, the doorkeeper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from starlette.requests import HTTPConnection

if TYPE_CHECKING:
    from core.db.engine import Database
    from core.http.door import Door
    from core.http.throttle import Throttle
    from core.settings import Settings


@dataclass(slots=True)
class Services:
    """Made once by the composition root and hung on `app.state.services`."""

    settings: Settings
    db: Database
    door: Door
    throttle: Throttle


def services(connection: HTTPConnection) -> Services:
    """The services of the app this request or socket came to."""
    return cast(Services, connection.app.state.services)
