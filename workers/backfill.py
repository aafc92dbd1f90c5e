"""A job's id comes in; a provider is asked page by page, each page one unit, until the past is here."""


def work(_job_id: int) -> None:
    """The job behind the bell."""
