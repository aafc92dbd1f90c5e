"""A worker that answers what the server under test asks for at a provider, in a thread of the test's process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from redis import Redis
from rq import Queue

from models import queues


@contextmanager
def answering(redis: Redis) -> Iterator[None]:
    """Until the block ends. RQ's own worker wants the main thread."""
    waiting, ended = queues.queue(queues.ASKING, redis), threading.Event()

    def work() -> None:
        while not ended.wait(0.01):
            found = Queue.dequeue_any([waiting], None, connection=redis, serializer=waiting.serializer)
            if found is not None:
                found[0].perform()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
