"""GB/T 9704 typesetting: `typeset` turns a document into pages of placed text, which all writers draw."""

from generator.typesetting.typesetter import typeset

__all__ = ["typeset"]
