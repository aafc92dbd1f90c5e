"""Every record of the database in one list, for migrations and tests; nothing else needs them together."""

from models.audit import AuditLine
from models.awards import Award
from models.badges import Badge
from models.db import Record
from models.deliveries import Delivery
from models.hooks import Hook, HookSecret
from models.ledger import Entry
from models.outbox import Message
from models.people import Identity, Membership, Person
from models.standings import Standing
from models.tallies import Tally
from models.tariffs import TariffVersion
from models.tenants import Organization, Project
from models.tokens import Token
from models.workitems import WorkItem

RECORDS: tuple[type[Record], ...] = (
    Organization,
    Project,
    Hook,
    HookSecret,
    Delivery,
    Person,
    Identity,
    Membership,
    WorkItem,
    TariffVersion,
    Entry,
    Standing,
    Tally,
    Badge,
    Award,
    Message,
    AuditLine,
    Token,
)
