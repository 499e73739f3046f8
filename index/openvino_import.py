"""Import OpenVINO without the usage statistics that its package sends when it is imported."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

_TELEMETRY = "openvino_telemetry"


def openvino() -> ModuleType:
    """Return the module `openvino`, imported the first time without its telemetry.

    Its `__init__` reports the import through a package of its own, and takes a stand-in that does
    nothing where that package is missing. So it is made to look missing.
    """
    before = sys.modules.get(_TELEMETRY)
    if "openvino" not in sys.modules:
        sys.modules[_TELEMETRY] = None  # type: ignore[assignment]
    try:
        importlib.import_module("openvino.opset13")
        return importlib.import_module("openvino")
    finally:
        if sys.modules.get(_TELEMETRY, ...) is None:
            del sys.modules[_TELEMETRY]
        if before is not None:
            sys.modules[_TELEMETRY] = before
