"""The machine that figures are printed with."""

from __future__ import annotations

import os
import platform
from pathlib import Path

_LINUX = Path("/proc/cpuinfo")


def machine() -> str:
    """Return processor, cores and Python in one line."""
    return f"{_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _processor() -> str:
    try:
        lines = _LINUX.read_text("utf-8", "replace").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())
