"""What a running server has in its memory: nothing of the learning library, which only the learner needs."""

import json
import urllib.request
from pathlib import Path

from models.settings import Settings
from tests.cast import Lumen
from tests.processes import web


def test_the_running_server_has_no_learning_library_in_its_memory(lumen: Lumen, settings: Settings) -> None:
    with web(settings) as (url, process):
        with urllib.request.urlopen(f"{url}/v1/organizations/lumen") as answer:
            assert json.load(answer)
        mapped = Path(f"/proc/{process.pid}/maps").read_text()
    assert "orjson" in mapped
    for library in ("numpy", "scipy", "river", "pandas", "sklearn"):
        assert f"/{library}/" not in mapped, f"the server has loaded {library}"
