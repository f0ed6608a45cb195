"""What Sprava costs beside doing the same by hand. Every number is a ratio against a floor measured in the same run."""
