"""The typeface of labels: a Chinese TrueType font of this machine, read once and kept.

Only the signs a document uses are put into it. A machine without such a font still prints: with a typeface
every PDF reader knows how to replace (Adobe's STSong-Light), which is then not part of the document.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

import structlog

log = structlog.get_logger("labels")
FALLBACK = "STSong-Light"
NAME = "malldrill-label"
# reportlab keeps a place in the font file while it reads: one document at a time.
drawing = Lock()


@dataclass(frozen=True, slots=True)
class Typeface:
    """The font's name for reportlab, the file it came from, and whether documents carry it."""

    name: str
    path: Path | None

    @property
    def embedded(self) -> bool:
        return self.path is not None


def candidates() -> list[Path]:
    """Where such fonts lie: Debian (fonts-wqy-microhei, fonts-wqy-zenhei), Windows, macOS, in this order."""
    windows = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    mac = Path("/System/Library/Fonts")
    debian = Path("/usr/share/fonts/truetype")
    return [
        debian / "wqy/wqy-microhei.ttc",
        debian / "wqy/wqy-zenhei.ttc",
        debian / "arphic/uming.ttc",
        *(windows / name for name in ("simhei.ttf", "msyh.ttc", "msyh.ttf", "Deng.ttf", "simsun.ttc")),
        mac / "STHeiti Light.ttc",
        mac / "Supplemental/Arial Unicode.ttf",
        Path("/Library/Fonts/Arial Unicode.ttf"),
    ]


@cache
def typeface() -> Typeface:
    """The font labels are printed in, found and read at the first call (about 0.2 s), then kept."""
    return find(candidates())


def find(paths: Iterable[Path]) -> Typeface:
    """The first of these fonts that can be used, else the fallback."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    rl_config.useA85 = 0  # binary streams: a fifth smaller, and a millisecond less for each page
    for path in paths:
        if not path.is_file():
            continue
        try:
            pdfmetrics.registerFont(TTFont(NAME, str(path), subfontIndex=0))
        except (TTFError, OSError, ValueError, KeyError, IndexError) as why:
            log.warning("font_refused", font=path.name, why=str(why))
            continue
        return Typeface(NAME, path)
    log.warning("font_missing", instead=FALLBACK)
    pdfmetrics.registerFont(UnicodeCIDFont(FALLBACK))
    return Typeface(FALLBACK, None)
