"""GitHub and Trello on ports of their own, with people's work in memory: real counterparts for tests."""
