"""Inspection of archive packages and of the register that names them."""
