"""The outermost layer of DER (X.690, 8.1): tags and lengths, for what the ASN.1 library does not show."""


def header_length(encoded: bytes) -> int:
    """Number of tag and length octets of the value at the start."""
    return 2 if encoded[1] < 0x80 else 2 + (encoded[1] & 0x7F)


def value_length(encoded: bytes) -> int:
    """Length of the value at the start, with its tag and length octets."""
    start = header_length(encoded)
    return start + (encoded[1] if start == 2 else int.from_bytes(encoded[2:start], "big"))


def tags(contents: bytes) -> bytes:
    """The tags of the values that follow each other in `contents`. Raises IndexError if it is cut short."""
    found, place = bytearray(), 0
    while place < len(contents):
        found.append(contents[place])
        place += value_length(contents[place:])
    return bytes(found)
