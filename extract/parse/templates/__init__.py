"""What templates show, drawn by rows of `data/templates/`."""
