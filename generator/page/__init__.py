"""The local web page: the same engine for those who fear the command line.

One process, plain HTML forms, no internet. Every visit has a folder of its own under a random name, removed
when the visit ends; nothing that a workbook says is logged.
"""
