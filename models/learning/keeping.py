"""What a model has learnt comes in; it is kept in the model's row, if that is still as it was read, and else void."""

from datetime import datetime
from importlib import metadata

import orjson

from models.db import rows
from models.learning import sequence
from models.learning.pupils import Pupil
from models.points_models import PointsModel
from models.rules import estimates
from models.rules.estimating.record import Record

VERSION = f"{estimates.FORMAT}, river {metadata.version('river')}"


class Overtaken(Exception):
    """Somebody else went on from the same place: what was made is void."""


_KEEP = """
UPDATE points_model SET learnt = %s, heard = %s, record = %s, size = %s, version = %s, drifted_at = %s, learnt_at = %s
WHERE id = %s AND era = %s AND learnt = %s AND heard = %s AND frozen_at IS NULL RETURNING 1
"""


def keep(row: PointsModel, pupil: Pupil, record: Record, now: datetime) -> None:
    """Raises Overtaken when the row is not any more as it was read."""
    sequence.keep_said(pupil.said)
    made = (pupil.at, pupil.heard, _json(record.to_json()), _json(pupil.model.size()), VERSION, pupil.drifted_at, now)
    if not rows(_KEEP, *made, row.id, row.era, row.learnt, row.heard):
        raise Overtaken


def _json(plain: object) -> str:
    return orjson.dumps(plain).decode()


def check(row: PointsModel) -> None:
    """What was estimated was so by the model that counts. Raises Overtaken."""
    if not rows("SELECT 1 FROM points_model WHERE id = %s AND era = %s FOR KEY SHARE", row.id, row.era):
        raise Overtaken
