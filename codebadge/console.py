"""Events and the children's lines come in; one line each goes to the terminal, with the time and a name."""

from __future__ import annotations

from datetime import datetime

from rich.console import Console
from rich.markup import escape

COLOURS = {
    "up": "bold",
    "server": "cyan",
    "intake": "green",
    "jobs": "blue",
    "backfill": "cyan",
    "outgoing": "bright_magenta",
    "learner": "bright_blue",
    "relay": "magenta",
    "demo": "yellow",
}
WIDTH = 8


class _Tolerant(Console):
    def on_broken_pipe(self) -> None:
        """Nobody reads any more (`make run | head`): be silent, and still end the children in order."""
        self.quiet = True


_console = _Tolerant(highlight=False, soft_wrap=True)


def line(name: str, text: str) -> None:
    """`14:03:22 relay    took the voice`, coloured where it is a terminal."""
    time = datetime.now().astimezone().strftime("%H:%M:%S")
    _console.print(f"[dim]{time}[/] [{COLOURS.get(name, 'blue')}]{name:<{WIDTH}}[/] {escape(text)}")


def banner(rows: list[tuple[str, str]], closing: str) -> None:
    """What a person wants to know once all is up."""
    width = max(len(label) for label, _ in rows)
    lines = [f"  [dim]{label:<{width}}[/]  [bold]{escape(value)}[/]" for label, value in rows]
    _console.print("\n" + "\n".join([*lines, "", f"  {escape(closing)}"]) + "\n")
