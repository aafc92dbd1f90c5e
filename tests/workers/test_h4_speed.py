import time, cProfile, pstats, resource, os
from tests.workers.past import *
def test_speed(lumen, monkeypatch, redis):
    with repository(lumen, monkeypatch) as world:
        world.github.many_issues(int(os.environ.get("N", "2000")), repository=501, pull_every=10)
        world.github.remaining = 10**9
        job = world.ask(os.environ.get("MODE","past"))
        p = cProfile.Profile() if os.environ.get("PROF") else None
        began = time.monotonic()
        if p: p.enable()
        marks = []
        last = None
        while True:
            before = seen(job)
            from models.jobs import Job
            stage = (before.result or {}).get("stage")
            if stage != last:
                print(stage, before.done, round(time.monotonic()-began,1), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss//1024); last = stage
            backfill.work(job)
            after = seen(job)
            if after.state not in jobs.UNFINISHED or after.next_at: break
        if p: p.disable()
        print("total", round(time.monotonic()-began,1), after)
        if p: pstats.Stats(p).sort_stats("cumulative").print_stats(70)
    assert 0
