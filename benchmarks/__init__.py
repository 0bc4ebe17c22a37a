"""Side-by-side measurements of the program and of the usual ways to the same files: `make bench`."""
