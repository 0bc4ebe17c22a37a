"""Every command that writes, killed at any moment: what existed is as it was or new, what is there is whole."""

import itertools
import os
import random
import re
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from tests.faults.children import KILLED, killed_after, run, started, tree
from tests.faults.scenes import SCENES, Scene, whole

KILLS = 50


@pytest.fixture(scope="module", params=SCENES)
def scene(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return SCENES[request.param](tmp_path_factory.mktemp(request.param))


def check_whole(scene: Scene, wanted: dict[str, str]) -> None:
    """Every file is the old one or the new one, and none that existed is gone."""
    before, found = tree(scene.before), tree(scene.place)
    assert before.keys() <= found.keys() <= before.keys() | wanted.keys()
    for name, digest in found.items():
        if digest == before.get(name):
            continue
        if scene.same_bytes:
            assert digest == wanted[name], name
        else:
            check_signed(scene.place / name)


def check_signed(path: Path) -> None:
    """A signed PDF is whole if its signature's byte range reaches to its last byte."""
    data = path.read_bytes()
    (ranges,) = re.findall(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]", data)
    assert int(ranges[2]) + int(ranges[3]) == len(data)


def check_next_run(scene: Scene, wanted: dict[str, str]) -> None:
    """Nothing that was left behind keeps the next run from its work."""
    code = run(scene.arguments, scene.root / "said")
    done = tree(scene.place) == wanted if scene.same_bytes else (scene.place / "已签.pdf").exists()
    told = (scene.root / "said").read_text(encoding="utf-8")
    assert code in scene.codes or "已经归档" in told, told
    assert done, told


def test_killed_at_fifty_random_moments(scene: Scene) -> None:
    wanted = whole(scene)
    chance = random.Random(scene.name)
    began = time.monotonic()
    whole(scene)
    seconds = time.monotonic() - began
    deaths = 0
    for number in range(KILLS):
        scene.reset()
        said = scene.root / "said"
        deaths += killed_after(chance.uniform(0, seconds), scene.arguments, said) == KILLED
        check_whole(scene, wanted)
        if number % 10 == 0:
            check_next_run(scene, wanted)
    assert deaths > KILLS // 5


def test_killed_before_each_change_of_the_disk(scene: Scene) -> None:
    wanted = whole(scene)
    for number in itertools.count(1, scene.stride):
        scene.reset()
        if run(scene.arguments, scene.root / "said", (number, scene.place)) != KILLED:
            break
        check_whole(scene, wanted)
        check_next_run(scene, wanted)
    assert number > scene.stride


def test_told_to_end_it_leaves_not_even_temporary_files(scene: Scene) -> None:
    wanted = whole(scene)
    for delay in (0.02, 0.05, 0.1):
        scene.reset()
        child = started(scene.arguments, scene.root / "said")
        time.sleep(delay)
        os.kill(child, signal.SIGINT)
        os.waitpid(child, 0)
        check_whole(scene, wanted)
        assert not list(scene.place.rglob(".nianbao-*"))


def test_a_whole_process_killed_while_it_builds(tmp_path: Path) -> None:
    """With its imports, its start and its end: nothing depends on the fork of the other tests."""
    scene = SCENES["build"](tmp_path)
    wanted = whole(scene)
    for delay in (0.2, 0.35, 0.5):
        scene.reset()
        command = [sys.executable, "-m", "generator", *map(str, scene.arguments)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        process.kill()
        process.wait()
        found = tree(scene.place)
        assert found["别的文件.txt"] == sha256(b"other").hexdigest()
        assert found.keys() == wanted.keys()
