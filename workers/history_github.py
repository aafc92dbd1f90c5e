"""A stage of a repository's history comes in; a page of it is asked for at GitHub, and goes out to be taken in."""

from collections.abc import Mapping
from datetime import datetime

from models import history, projects, reviewed
from models.db import unit
from models.jobs import Job
from models.sources import github_history, github_rest
from models.sources.github_rest import Answer, Request
from workers.history_stages import Landing, Stage, Task, onward, taken
from workers.talking import Stopped, Talk

PAGE = 100
COUNTED = {"issues": "issues", "again": "issues", "pulls": "pulls", "events": "events"}
"""Stages that are lists, and what they are counted as."""
