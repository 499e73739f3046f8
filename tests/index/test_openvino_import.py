"""OpenVINO's package reports each import to its makers; ours must not."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

PROGRAM = """
import sys
from index.openvino_import import openvino
assert openvino().Core().available_devices
assert openvino() is sys.modules["openvino"]
print(*(name for name in sys.modules if name.startswith("openvino_telemetry")))
import openvino_telemetry
print(openvino_telemetry.__name__)
"""


def test_it_is_imported_without_its_telemetry_which_others_may_still_import(tmp_path: Path):
    assert find_spec("openvino_telemetry") is not None
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.splitlines() == ["", "openvino_telemetry"]


def test_importing_it_leaves_nothing_in_the_home_folder(tmp_path: Path):
    subprocess.run(
        [sys.executable, "-c", "from index.openvino_import import openvino; openvino()"],
        env=os.environ | {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)},
        check=True,
    )

    assert list(tmp_path.rglob("*")) == []
