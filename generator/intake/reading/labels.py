"""Labels compared as people read them: width, blanks, quotes and known variants do not count."""

import re
import unicodedata
from collections.abc import Mapping

_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "﹒": ".", "．": ".", "、": ","}
)
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")


def folded(text: str) -> str:
    """The text without width, blanks, line breaks and kinds of quotation marks."""
    return (
        _BLANKS.sub("", unicodedata.normalize("NFKC", text))
        .translate(_QUOTES)
        .replace("，", ",")
        .rstrip(":;")
    )


def same_label(actual: str, expected: str, variants: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a label means the expected one, as it stands in the form or in a variant that was published."""
    wanted = {folded(expected), *(folded(text) for text in variants.get(expected, ()))}
    return folded(actual) in wanted
