"""The block model and `compose`, which makes it from a completed report."""

from generator.document.compose import compose

__all__ = ["compose"]
