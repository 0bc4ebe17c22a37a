"""All workbooks that a careless or hostile hand could send, by name."""

from tests.hostile.damage import DAMAGE
from tests.hostile.files import FILES
from tests.hostile.prose import PROSE, TITLES
from tests.hostile.structure import STRUCTURE
from tests.hostile.values import VALUES

CASES = FILES | DAMAGE | STRUCTURE | VALUES | TITLES | PROSE

LONG = frozenset(
    """too many rows|5000 paragraphs|1500 items|a cell of 2000 lines|text: 100 000 characters|text: repeated pattern
text: percentages|text: digits without end|text: amounts
20 000 rows|20 000 chapters|20 000 unknown references""".replace("\n", "|").split("|")
)
"""Right, but slow: run by hand (`python -m tests.hostile`)."""
SEVERAL = (
    *FILES,
    *DAMAGE,
    *STRUCTURE,
    *list(VALUES)[::6],
    *list(TITLES)[::8],
    *list(PROSE)[::4],
)
QUICK = {name: CASES[name] for name in SEVERAL if name not in LONG}
"""What every test run sends."""
