"""`make bench`: every benchmark, one after the other."""

from benchmarks import boards, fanout, ingest, patterns, pictures, served, stored, way

for program in (ingest, way, fanout, patterns, boards, pictures, served, stored):
    program.main()
