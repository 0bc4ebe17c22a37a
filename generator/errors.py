"""Everything that may end a command, each with the exit code of the contract.

Only `cli.main` turns these into a line of text; a library caller catches them by class.
Messages are plain Chinese: what is wrong, where, and how to mend it (请……).
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell is told. The numbers are fixed by the contract."""

    DONE = 0
    INPUT_ERROR = 1
    USAGE = 2
    ENVIRONMENT = 3
    INTERRUPTED = 130


class NianbaoError(Exception):
    """Base of all errors that a user may see; `str(error)` is the Chinese message."""

    exit_code = ExitCode.ENVIRONMENT


class InputError(NianbaoError):
    """The given file or its contents cannot be used; nothing was written for it."""

    exit_code = ExitCode.INPUT_ERROR


class UsageError(NianbaoError):
    """A wrong option, or a path that does not exist."""

    exit_code = ExitCode.USAGE


class SetupError(NianbaoError):
    """Something around the program fails: a font, a permission, a full disk, a missing extra."""

    exit_code = ExitCode.ENVIRONMENT
