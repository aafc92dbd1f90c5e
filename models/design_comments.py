"""What somebody says of a design comes in; it is kept beside it until it is resolved."""

from peewee import BigIntegerField, CharField

from models.db import Instant, Record, link
from models.designs import Design


class DesignComment(Record):
    """A remark about a design, or about one `layer` of it."""

    design_id: int
    design = link(Design)
    layer = CharField(max_length=12, null=True)
    text = CharField(max_length=2000)
    by = CharField(max_length=200)
    by_person_id = BigIntegerField(null=True)
    made_at = Instant()
    resolved_at = Instant(null=True)
    deleted_at = Instant(null=True)


DesignComment.add_index(DesignComment.index(DesignComment.design, DesignComment.id, name="design_comment_design"))
