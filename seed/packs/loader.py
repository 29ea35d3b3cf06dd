"""Reads content packs. The YAML is for people; programs read the compiled JSON beside it (see build.py)."""

from functools import cache
from importlib.resources import files

import orjson

from seed.packs.models import Pack

BUILT = files("seed.packs") / "built"


@cache
def load_pack(language: str, name: str = "basic") -> Pack:
    """The pack in one language ("zh-CN" or "en"), read once per process.

    Raises KeyError for a pack or language that does not exist.
    """
    source = BUILT / f"{name}.{language}.json"
    if not source.is_file():
        raise KeyError(f"{name}.{language}")
    return Pack.model_validate(orjson.loads(source.read_bytes()))
