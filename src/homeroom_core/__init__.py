"""homeroom: the training year of homeroom teachers."""
