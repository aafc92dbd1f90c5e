"""The one door for people: the command line, the supervisor and the embedded engines."""
