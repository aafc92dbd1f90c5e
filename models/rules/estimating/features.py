"""Words of an issue come in; numbered features with TF-IDF weights go out, bounded for ever: for scout.py."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self
from zlib import crc32

from models.rules.estimating.words import Words

BUCKETS = 1 << 16
SHAPE = 0.3
# What is read of an issue, each part with its own words, and how much all of them together weigh.
PARTS = {
    "title": 1.0,
    "pairs": 0.5,
    "edges": 0.4,
    "text": 1.0,
    "marks": 0.4,
    "cases": 0.3,
    "labels": 0.5,
}


@dataclass(frozen=True, slots=True)
class Read:
    """An issue as the scout reads it: how often which bucket is in each part, and its shape."""

    parts: dict[str, Counter[int]]
    shape: tuple[tuple[int, float], ...]


def read(words: Words) -> Read:
    parts = {part: Counter(_bucket(part, word) for word in getattr(words, part)) for part in PARTS}
    return Read({part: counts for part, counts in parts.items() if counts}, tuple(_shape(words)))


class Features:
    """How many issues had which word, each word in the bucket of its checksum.

    Instead of river's `TFIDF`, which keeps every word for ever, and its `FeatureHasher`, which knows no parts."""

    def __init__(self) -> None:
        self.issues = 0
        self._with: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._with)

    def count(self, read: Read) -> None:
        """Before an issue's features are made for learning, and not when it is only looked at."""
        self.issues += 1
        for counts in read.parts.values():
            for bucket in counts:
                self._with[bucket] = self._with.get(bucket, 0) + 1

    def of_issue(self, read: Read) -> dict[int, float]:
        """(1 + ln f) · (1 + ln((1 + N) / (1 + n))) for each word, each part of length 1 times its weight; three numbers
        for the shape of the issue. f: how often it is in the part, n: issues with it, N: all issues."""
        features = dict(read.shape)
        for part, counts in read.parts.items():
            worth = {bucket: (1 + math.log(often)) * self._rarity(bucket) for bucket, often in counts.items()}
            scale = PARTS[part] / math.sqrt(math.fsum(one * one for one in worth.values()))
            for bucket, one in worth.items():
                features[bucket] = features.get(bucket, 0.0) + scale * one
        return features

    def _rarity(self, bucket: int) -> float:
        return 1 + math.log((1 + self.issues) / (1 + self._with.get(bucket, 0)))

    def kept(self) -> list[Any]:
        return [self.issues, list(self._with), list(self._with.values())]

    @classmethod
    def of(cls, kept: list[Any]) -> Self:
        self = cls()
        self.issues, buckets, issues = kept
        self._with = dict(zip(buckets, issues, strict=True))
        return self


def _bucket(part: str, word: str) -> int:
    # Not hash(), which differs from one process to the next; text of any kind has bytes this way.
    return crc32(f"{part} {word}".encode("utf-8", "surrogatepass")) % BUCKETS


def _shape(words: Words) -> Iterator[tuple[int, float]]:
    yield -1, SHAPE * min(len(words.title), 20) / 10
    yield -2, SHAPE * math.log1p(len(words.text)) / 4
    if not words.text:
        yield -3, SHAPE
