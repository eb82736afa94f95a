"""Names of parties, units and people, and the trees that they stand in."""
