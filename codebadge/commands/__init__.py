"""The commands, by what people want: run it, set it up, mend it. Each calls verbs; none holds a rule."""
