"""What the tests of packages and of verifying share: a clock that stands still, and the samples as reports.

The clock stands at a moment at which the test certificates are valid.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from freezegun import freeze_time

from tests.archive.made import SAMPLES, Made, made, pki
from tests.signing.pki import NOW


@pytest.fixture(scope="package", autouse=True)
def still() -> Iterator[None]:
    pki()  # certificates are made in real time: the library takes no frozen one
    with freeze_time(NOW, tick=True):
        yield


@pytest.fixture(params=SAMPLES, ids=[path.stem for path in SAMPLES])
def sample(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def report(sample: Path) -> Made:
    return made(sample)
