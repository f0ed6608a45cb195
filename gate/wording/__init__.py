"""What people are told when they are stopped: tables of sentences, no code."""
