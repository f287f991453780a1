"""Words against statements, and words against each other."""
