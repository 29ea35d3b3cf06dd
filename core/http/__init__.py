"""What routes are written with.

A seat's routes: `DeskCommand`, `LeadCommand`, `ShopCommand` (await call(verb, status=..., **args));
`DeskRead`,
`ShopRead` (await read(fn, **args), fn(ctx, ...) -> plain value); `DeskAsk` reads with a body, for those who
work there.
Outside malls: `AppCall` (await call(fn, status=..., **args), fn(app_ctx, ...) -> dict, once per
Idempotency-Key; a
"_sign_in": account_id in the dict signs the browser in) and `AppRead`. Who asks: `Session` (else 401),
`MaybeSession`, `Instructor` (else 403); it comes first in the signature, so that 401 is said before a
missing key.
Bodies inherit `Body`; `services(request)` gives settings, database, throttle and door.
"""

from core.http.app_calls import AppCall, AppRead, Instructor, MaybeSession, Session
from core.http.inputs import Body
from core.http.replies import reply, reply_cached
from core.http.seats import DeskAsk, DeskCommand, DeskRead, LeadCommand, ShopCommand, ShopRead
from core.http.state import services

__all__ = [
    "AppCall",
    "AppRead",
    "Body",
    "DeskAsk",
    "DeskCommand",
    "DeskRead",
    "Instructor",
    "LeadCommand",
    "MaybeSession",
    "Session",
    "ShopCommand",
    "ShopRead",
    "reply",
    "reply_cached",
    "services",
]
