"""Reading written files back, by other means than they were written with."""
