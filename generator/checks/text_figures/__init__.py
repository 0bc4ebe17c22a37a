"""Figures typed in the narrative: found, tied to what they count, compared."""
