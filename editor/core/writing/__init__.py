"""What a writing command does to a text: pure functions from text and selection to edits and selection."""
