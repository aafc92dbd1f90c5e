"""`make bench`: every benchmark, one after the other."""

from benchmarks import fanout, ingest, patterns, way

for program in (ingest, way, fanout, patterns):
    program.main()
