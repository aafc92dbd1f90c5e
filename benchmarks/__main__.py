"""`make bench`: every benchmark, one after the other."""

from benchmarks import boards, fanout, ingest, patterns, way

for program in (ingest, way, fanout, patterns, boards):
    program.main()
