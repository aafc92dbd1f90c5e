"""`codebadge …` begins here; a refusal ends it with one line on stderr and status 2."""

from __future__ import annotations

import sys

from redis.exceptions import RedisError

from codebadge.cli import cli
from models.db import AWAY
from models.errors import Refusal


def main() -> None:
    """The entry point of the installed command and of `python -m codebadge`."""
    try:
        cli()
    except Refusal as refusal:
        _refuse(str(refusal))
    except (*AWAY, RedisError) as away:
        _refuse(f"The database or Redis does not answer: {' '.join(str(away).split())}")


def _refuse(sentence: str) -> None:
    print(sentence, file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
