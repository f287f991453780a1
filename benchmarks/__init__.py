"""Figures that README and docs quote, measured: `make bench`. Speed is a ratio against a peer or a physical floor in the same run."""
