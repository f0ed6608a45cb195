"""Plugs everything together: settings, composition, worker, command line."""
