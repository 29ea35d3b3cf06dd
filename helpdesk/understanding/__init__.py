"""What an agent's message says: the acts it performs, the facts it states, and whether the mall bears them out."""

from helpdesk.understanding.extracting import extract
from helpdesk.understanding.grounding import ground
from helpdesk.understanding.recognising import recognise
from helpdesk.understanding.values import (
    Act,
    AmountFact,
    DoneFact,
    Facts,
    Grounded,
    MomentFact,
    NumberFact,
    SpanFact,
    Statement,
    StatusFact,
    StockFact,
)

__all__ = [
    "Act",
    "AmountFact",
    "DoneFact",
    "Facts",
    "Grounded",
    "MomentFact",
    "NumberFact",
    "SpanFact",
    "Statement",
    "StatusFact",
    "StockFact",
    "extract",
    "ground",
    "recognise",
]
