"""What verbs are handed. Rooms import `Ctx` (a mall) and `AppCtx` (outside the malls) from here."""

from core.context.app import AppCtx
from core.context.ctx import Ctx
from core.context.prepared import Prepared
from core.context.tables import AnyRow
from core.context.values import MallInfo, Recorded
from core.context.work import Work

__all__ = ["AnyRow", "AppCtx", "Ctx", "MallInfo", "Prepared", "Recorded", "Work"]
