import pytest
from tests.workers.test_hooking import *
from models.ledger import Entry
from models.outbox import Message
from workers import backfill
from tests.server.running import *

def test_all(lumen, github, trello, reached, now):
    [board] = trello.boards.values()
    card = trello.create_card(board, "(4) A wish", by="bob")
    trello.join(board, card, "ada")
    trello.move(board, card, "Done", by="bob")
    github.add_issue(1, "A bug") if hasattr(github, "add_issue") else None
    done = trello.list_named(board, "Done").id
    with db.unit():
        conn = connections.create(lumen.organization, "trello", {"key": at_trello.KEY, "token": at_trello.TOKEN, "secret": at_trello.SECRET}, now)
        wanted = Wanted(provider="trello", name="Wishes", remote=board.id, history="past", board={"done": [done], "ticked": True})
        from datetime import datetime, UTC
        made = connecting.connect(lumen.organization, conn, wanted, BY, reached, datetime.now(UTC))
    for _ in range(6):
        backfill.work(made.job.id)
    with db.unit():
        job = Job.get_by_id(made.job.id)
        print(job.state, job.error, job.result, job.place)
        print([(e.kind, e.points, e.reason) for e in Entry.select()])
        print([m.body for m in Message.select() if m.kind == "digest"])
        print(trello.asked)
    from models import source_reading
    with db.unit():
        print(source_reading.every(lumen.organization, "http://x", now)[1].model_dump_json(indent=1))
