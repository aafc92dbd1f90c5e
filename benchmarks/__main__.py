"""`make bench`: every benchmark, one after the other."""

from benchmarks import boards, fanout, ingest, patterns, pictures, way

for program in (ingest, way, fanout, patterns, boards, pictures):
    program.main()
