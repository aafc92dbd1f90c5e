"""Words come in; a first guess at what the issue is worth goes out, from river's linear regression, learnt online."""

import math
from zlib import crc32

from river import linear_model, optim
from river.utils import VectorDict

from models.rules.estimating.words import Words

BUCKETS = 1 << 16
RATE, CLIP = 0.15, 10.0
PARTS = (("t", 1.0), ("p", 0.7), ("d", 0.7))  # title, pairs of its words, text: how much each weighs


class Scout:
    """river's `LinearRegression` with plain SGD over hashed TF-IDF, on ln(points) minus a slow centre.

    Hashing instead of river's `TFIDF`: that one keeps every word for ever, and learns while it transforms."""

    def __init__(self) -> None:
        self.lessons = 0
        self.issues_with: dict[int, int] = {}
        self.line = linear_model.LinearRegression(optim.SGD(RATE), intercept_lr=0.0, clip_gradient=CLIP)

    def guess(self, words: Words) -> float:
        """What to add to the centre."""
        return float(self.line.predict_one(self._features(words)))

    def learn(self, words: Words, beyond: float) -> None:
        """beyond: ln(points) minus the centre."""
        for bucket in {bucket for part, weight in PARTS for bucket in _buckets(part, words)}:
            self.issues_with[bucket] = self.issues_with.get(bucket, 0) + 1
        self.lessons += 1
        self.line.learn_one(self._features(words), beyond)

    def _features(self, words: Words) -> dict[int, float]:
        features: dict[int, float] = {}
        for part, weight in PARTS:
            counts = _buckets(part, words)
            tfidf = {
                bucket: often * (math.log((1 + self.lessons) / (1 + self.issues_with.get(bucket, 0))) + 1)
                for bucket, often in counts.items()
            }
            norm = math.sqrt(math.fsum(value * value for value in tfidf.values())) or 1.0
            for bucket, value in tfidf.items():
                features[bucket] = features.get(bucket, 0.0) + weight * value / norm
        for label in words.labels:
            features[_bucket("l", label)] = 0.3
        features[-1] = 0.3 * min(len(words.title), 20) / 10
        features[-2] = 0.3 * math.log1p(len(words.text)) / 4
        features[-3] = 0.3 if not words.text else 0.0
        return features


def _buckets(part: str, words: Words) -> dict[int, int]:
    counts: dict[int, int] = {}
    for word in {"t": words.title, "p": words.pairs, "d": words.text}[part]:
        bucket = _bucket(part, word)
        counts[bucket] = counts.get(bucket, 0) + 1
    return counts


def _bucket(part: str, word: str) -> int:
    return crc32(f"{part}{word}".encode("utf-8", "surrogatepass")) % BUCKETS
