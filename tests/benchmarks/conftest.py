"""The scripts beside this file measure; they are run by hand, never collected."""

collect_ignore_glob = ["*.py"]
