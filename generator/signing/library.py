"""What we need of the signing library beside its own interface: silence, and types where it has none."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

_LOGGERS = ("pyhanko", "pyhanko_certvalidator", "aiohttp", "asyncio")

validation_context: Any = ValidationContext
"""The class; most of its parameters have no types."""


def certificates(ders: Iterable[bytes]) -> list[Any]:
    """Certificates as the library's own objects."""
    return [certificate for der in ders for certificate in load_certs_from_pemder_data(der)]


def certificate_store(found: Iterable[Any]) -> Any:
    """The library's store of certificates (its own objects), in the order given."""
    make: Any = SimpleCertificateStore
    store = make()
    store.register_multiple(found)
    return store


@contextmanager
def quiet() -> Iterator[None]:
    """Mute the library for the length of a call.

    It logs a traceback for every file that fails; its outcome tells what is wrong.
    """
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
