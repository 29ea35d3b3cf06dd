"""Words the server itself must say in a mall's language (what a scan says, what a courier answers).

Core knows no trade word: the composition root installs a provider that reads the content packs.
"""

from collections.abc import Callable, Mapping
from typing import Any

Provider = Callable[[str, str, str, Mapping[str, Any]], str | None]
_providers: list[Provider] = []


def install(provider: Provider) -> None:
    """Adds a provider (language, section, code, params) -> text or None; the one installed last is asked
    first."""
    if provider not in _providers:
        _providers.insert(0, provider)


def say(language: str, section: str, code: str, params: Mapping[str, Any] | None = None) -> str:
    """The words for `code` of `section` ("scan", "answer", ...) in that language; the code itself when
    nobody knows it."""
    for provider in _providers:
        text = provider(language, section, code, params or {})
        if text is not None:
            return text
    return code
