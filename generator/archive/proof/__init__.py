"""Proof on the written files of one report: that they agree, that the rules hold, that nothing was changed."""
