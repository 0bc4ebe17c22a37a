"""The notebook of an examination."""

from dataclasses import dataclass, field

from generator.signing.outcome import Aspect, Problem


@dataclass
class Findings:
    """Problems and open questions, as they are found."""

    problems: list[Problem] = field(default_factory=list)
    unchecked: list[Problem] = field(default_factory=list)

    def wrong(self, aspect: Aspect, code: str, message: str) -> None:
        """Something that fails the file."""
        self.problems.append(Problem(aspect, code, message))

    def open(self, aspect: Aspect, code: str, message: str) -> None:
        """Something that could not be examined."""
        problem = Problem(aspect, code, message)
        if problem not in self.unchecked:
            self.unchecked.append(problem)
