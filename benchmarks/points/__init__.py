"""How well and how fast the model of points learns: histories come in, tables go out; docs/points-model.md tells more."""
