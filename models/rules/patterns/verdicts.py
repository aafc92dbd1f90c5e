"""What leaves have counted, and a person's circumstances, come in; whether, how often and how far goes out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from pydantic import ConfigDict, Field

from models.rules.patterns import wording
from models.rules.patterns.completing import Completion, completions
from models.rules.patterns.judging import Circumstances, met, reached
from models.rules.patterns.language import (
    Group,
    Holds,
    Leaf,
    League,
    Level,
    Member,
    Node,
    Not,
    Pattern,
    Profile,
    Rate,
    Top,
    leaves,
)
from models.rules.work import Value
