"""One module a screen: what is shown, and what its forms do."""
