"""Every record of the database in one list, for migrations and tests; nothing else needs them together."""

from models.allotting import Allotment
from models.artworks import Artwork
from models.audit import AuditHead, AuditLine
from models.awards import Award, AwardBatch
from models.badges import Badge
from models.closing import Closing, Correction
from models.connections import Connection
from models.db import Record
from models.deeds import Deed
from models.deliveries import Delivery
from models.design_comments import DesignComment
from models.design_steps import DesignStep
from models.design_versions import DesignVersion
from models.designs import Design
from models.dispatches import Dispatch
from models.disputes import Dispute
from models.estimates import Estimate
from models.flags import Flag
from models.following import Follow
from models.github_apps import GithubApp
from models.hooks import Hook, HookSecret
from models.jobs import Job
from models.leagues import Completion, League, Section
from models.learning.snapshots import ModelSnapshot
from models.ledger import Entry
from models.lessons import Lesson
from models.listeners import Listener
from models.merges import PersonMerge
from models.once import KeptAnswer
from models.outbox import Message
from models.outlets import Outlet
from models.outside_pictures import OutsidePicture
from models.people import Identity, Membership, Person
from models.points_models import PointsModel
from models.postings import Posting
from models.rank_days import RankDay
from models.refreshing import RefreshToken
from models.seasons import Season
from models.sessions import Session
from models.shares import Share, ShareLink
from models.sign_in_codes import SignInCode
from models.standings import Standing
from models.tallies import Bucket, Tally
from models.tariffs import TariffVersion
from models.teams import Team, TeamPlace
from models.templates import Template
from models.tenants import Organization, Project
from models.tokens import Token
from models.watching import Watch
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
    Deed,
    Job,
    Standing,
    League,
    Section,
    Completion,
    Badge,
    Listener,
    Tally,
    Bucket,
    AwardBatch,
    Award,
    Allotment,
    Message,
    AuditLine,
    AuditHead,
    PersonMerge,
    Session,
    RefreshToken,
    SignInCode,
    Token,
    KeptAnswer,
    Season,
    Closing,
    Correction,
    RankDay,
    Team,
    TeamPlace,
    Follow,
    Flag,
    Watch,
    Dispute,
    PointsModel,
    Lesson,
    ModelSnapshot,
    Estimate,
    Posting,
    GithubApp,
    Connection,
    Outlet,
    Dispatch,
    Artwork,
    Template,
    Design,
    DesignVersion,
    DesignStep,
    DesignComment,
    Share,
    ShareLink,
    OutsidePicture,
)
