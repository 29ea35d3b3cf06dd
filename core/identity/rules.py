"""Names, tokens and how long a session lasts: pure."""

import hashlib
import unicodedata

from core.errors import Invalid

HOUR_MS = 3_600_000
SESSION_MS = 30 * 24 * HOUR_MS
SEEN_STEP_MS = HOUR_MS
LINK_MS = 24 * HOUR_MS
NAME_LENGTH = 40


def token_hash(token: str) -> str:
    """What is stored of a cookie or link. The token has 256 random bits: a plain hash cannot be guessed
    back."""
    return hashlib.sha256(token.encode()).hexdigest()


def clean_name(name: str) -> str:
    """A name as shown: normalised, single spaces, no control or invisible signs. Raises
    Invalid("bad_name")."""
    normal = unicodedata.normalize("NFC", name)
    kept = "".join(" " if sign.isspace() else sign for sign in normal if sign.isspace() or not _hidden(sign))
    shown = " ".join(kept.split())
    if not 1 <= len(shown) <= NAME_LENGTH:
        raise Invalid("bad_name", max=NAME_LENGTH)
    return shown


def name_key(name: str) -> str:
    """What two names are compared by: width, case and inner spaces make no difference."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _hidden(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn")
