"""`make bench`: every benchmark, one after the other."""

from benchmarks import fanout, ingest, way

for program in (ingest, way, fanout):
    program.main()
