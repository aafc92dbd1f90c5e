"""`codebadge …` begins here; a refusal ends it with one line on stderr and status 2."""

from __future__ import annotations

import sys

from codebadge.cli import cli
from models.errors import Refusal


def main() -> None:
    """The entry point of the installed command and of `python -m codebadge`."""
    try:
        cli()
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
