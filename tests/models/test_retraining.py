"""models/retraining.py: a model that is made anew learns from what was closed before there was one, oldest first."""

from datetime import datetime, timedelta

from redis import Redis

from models import db, lessons, points_models, queues, retraining
from models.jobs import Job
from models.learning import steps
from models.lessons import Lesson
from models.tenants import Project
from tests.cast import Lumen, issue
from tests.models.learning.taught import learn, lived, replayed
from workers import jobs as worker


def test_what_was_closed_before_is_taught_oldest_first_and_once(lumen: Lumen, redis: Redis, now: datetime) -> None:
    steps.forget()
    for number in (3, 1, 2):
        at = now + timedelta(days=number)
        lumen.deliver("issues", issue("closed", at, number=number, labels=(f"points: {number}",)), at)
    lumen.deliver("issues", issue("closed", now, number=4), now)
    with db.unit():
        # As if there had been no lessons then.
        Lesson.delete().execute()
        points_models.PointsModel.delete().execute()
        mine = Project.get()
        points_models.begin_again(mine, now)
        job = retraining.ask_for(mine, "Ada", None, now)
    redis.flushall()
    worker.work(job.id)
    assert [one.args for one in queues.queue(queues.LEARNER, redis).jobs] == [[mine.id]]
    with db.unit():
        assert Job.get().state == "done"
        assert [one.points for one in Lesson.select().order_by(Lesson.number)] == [1.0, 2.0, 3.0]
        again = retraining.ask_for(mine, "Ada", None, now)
    worker.work(again.id)
    learn(mine.id, now)
    with db.unit():
        assert Lesson.select().count() == 3
        assert lessons.page(mine.id, None, 9)[0][0].number == 3
    assert lived(mine.id) == replayed(mine.id)
