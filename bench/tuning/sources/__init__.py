"""Where the groups come from, one file a source: each makes groups of a copy of its data."""
