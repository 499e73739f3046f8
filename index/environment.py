"""Turn the telemetry of every dependency off, and keep model loading on this machine.

Dependencies read these switches when they are imported, so this comes first in every process.
"""

from __future__ import annotations

import os

_OFF = {
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "DO_NOT_TRACK": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "OTEL_SDK_DISABLED": "true",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    "TOKENIZERS_PARALLELISM": "true",
    "TRANSFORMERS_NO_ADVISORY_WARNINGS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
}


def settle_environment() -> None:
    """Set the switches the dependencies read; call before the first of them is imported."""
    os.environ.update(_OFF)
    # Torch's threads spin while they wait for each other, by default; where another process needs
    # the processor too, that makes a query of 20 ms take 200 to 1,000. Asleep they cost 4 ms.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    # Only a model that the user named by its hub name may ask the hub; `index.model_folder`
    # lifts this for that one call.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
