from __future__ import annotations

import sys
from pathlib import Path

# The embedder of no model belongs to the tests of the index.
_INDEX_TESTS = str(Path(__file__).parents[2] / "index")
if _INDEX_TESTS not in sys.path:
    sys.path.append(_INDEX_TESTS)
