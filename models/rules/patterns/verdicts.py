"""The front of what is said about one person and one pattern: judging, completing and trees under one name."""

from models.rules.patterns.completing import Completion, completions
from models.rules.patterns.judging import Circumstances, needs, reached
from models.rules.patterns.trees import Tree, tree

__all__ = ["Circumstances", "Completion", "Tree", "completions", "needs", "reached", "tree"]
