"""One module for each system of a school's training."""
