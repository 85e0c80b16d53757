"""What ships on top of `homeroom_core`."""
