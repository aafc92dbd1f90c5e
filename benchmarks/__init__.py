"""Programs that measure Codebadge on this machine; `make bench` runs them. Ratios within one run, tables printed."""
