"""The sRGB profile of the output intent, made by formula: no licence, and the same bytes for ever.

ICC.1:2001-04 (version 2.1), a matrix and tone-curve display profile. Chromaticities and the tone curve are
those of IEC 61966-2-1; the colorants are adapted to D50 as the ICC wants them.
"""

import struct
from functools import cache

_WHITE_D50 = (0.9642, 1.0, 0.8249)
_COLORANTS = {
    "rXYZ": (0.4360747, 0.2225045, 0.0139322),
    "gXYZ": (0.3850649, 0.7168786, 0.0971045),
    "bXYZ": (0.1430804, 0.0606169, 0.7141733),
}
_CURVE_POINTS = 256
NAME = "sRGB IEC61966-2.1"
"""What the profile and the output intent call it."""


@cache
def srgb_profile() -> bytes:
    """The profile, 1 KB."""
    tags = {
        "desc": _description(NAME),
        "cprt": _text("Public domain"),
        "wtpt": _xyz(_WHITE_D50),
        **{tag: _xyz(value) for tag, value in _COLORANTS.items()},
        "rTRC": _curve(),
    }
    shared = {"gTRC": "rTRC", "bTRC": "rTRC"}
    offset = 128 + 4 + 12 * (len(tags) + len(shared))
    places, body = {}, b""
    for tag, data in tags.items():
        places[tag] = (offset + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    places.update({tag: places[same] for tag, same in shared.items()})
    table = b"".join(struct.pack(">4sII", tag.encode(), *place) for tag, place in places.items())
    return _header(offset + len(body)) + struct.pack(">I", len(places)) + table + body


def _header(size: int) -> bytes:
    """The 128 bytes at the start (6.1), dated 1 January 2000."""
    return struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI3I48x",
        *(size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ "),
        *(2000, 1, 1, 0, 0, 0),
        *(b"acsp", b"\0\0\0\0", 0, b"\0\0\0\0", b"\0\0\0\0", 0, 0),
        *(_fixed(v) for v in _WHITE_D50),
    )


def _fixed(value: float) -> int:
    """An s15Fixed16Number."""
    return round(value * 65536)


def _xyz(value: tuple[float, float, float]) -> bytes:
    return struct.pack(">4s4x3i", b"XYZ ", *(_fixed(v) for v in value))


def _text(value: str) -> bytes:
    return b"text\0\0\0\0" + value.encode("ascii") + b"\0"


def _description(value: str) -> bytes:
    """A textDescriptionType with its ASCII part only; the Unicode and Macintosh parts are empty."""
    ascii_part = value.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_part)) + ascii_part + b"\0" * (4 + 4 + 2 + 1 + 67)


def _curve() -> bytes:
    points = (round(65535 * _linear(i / (_CURVE_POINTS - 1))) for i in range(_CURVE_POINTS))
    return struct.pack(f">4s4xI{_CURVE_POINTS}H", b"curv", _CURVE_POINTS, *points)


def _linear(value: float) -> float:
    """Device value to light (IEC 61966-2-1, 5.2)."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
