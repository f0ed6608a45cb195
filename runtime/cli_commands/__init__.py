"""One file per group of `sprava` commands."""
