"""The tests of Sprava; they mirror the source tree."""
