"""A district's units: the roster, their workbooks gathered and added up, and where each sum comes from."""
