"""What a project was taught comes in, and its model learns it, in the one process that may; estimates go out."""
