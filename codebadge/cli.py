"""Words from the terminal come in; the commands of `codebadge/commands` are called."""

from __future__ import annotations

import click

from codebadge import logs
from codebadge.commands import art, doctoring, founding, mending, running, sources, tenants


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="codebadge")
@click.option("--log", type=click.Choice(logs.FORMS), default="plain", show_default=True, help="Form of log lines.")
def cli(log: logs.Form) -> None:
    """Points, badges and live leaderboards from real work.

    Without settings, `codebadge up` runs all of it. The settings are environment variables (CODEBADGE_…).
    """
    logs.configure(log)


for command in (
    running.up,
    running.serve,
    running.work,
    running.migrate,
    running.demo,
    founding.init,
    tenants.org,
    tenants.hook,
    tenants.token,
    sources.connect,
    sources.backfill,
    sources.repair,
    sources.disconnect,
    mending.rebuild,
    mending.model,
    doctoring.doctor,
    art.badge,
):
    cli.add_command(command)
