"""The narrative stage: `complete` makes a report's text ready for checks and layout."""

from generator.narrative.complete import complete

__all__ = ["complete"]
