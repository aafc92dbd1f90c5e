"""GitHub's answer to a manifest comes in; the organisation's own GitHub App goes out, with one hook for all of it."""

from peewee import BigIntegerField, CharField, TextField

from models.db import Instant, Record, link
from models.hooks import Hook
from models.tenants import Organization


class GithubApp(Record):
    """An organisation's app at GitHub. `number`: GitHub's id of it; `sealed`: JSON `{"pem"}`. Its webhook's secret is
    its hook's."""

    organization_id: int
    hook_id: int
    organization = link(Organization, unique=True)
    hook = link(Hook)
    number = BigIntegerField()
    slug = CharField(max_length=100)
    name = CharField(max_length=100)
    url = CharField(max_length=1000)
    sealed = TextField()
    created_at = Instant()
