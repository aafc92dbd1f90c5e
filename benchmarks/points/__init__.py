"""How well and how fast the model of points learns: histories come in, tables go out. See docs/points-model.md."""
