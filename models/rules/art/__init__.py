"""What a badge looks like, as pure rules: drawings, their parameters, and how they become pictures."""
