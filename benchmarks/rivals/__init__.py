"""The usual ways to make such a report, each as a program of its own that is given the finished text."""
