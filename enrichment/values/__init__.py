"""What the text of an entity means, a file for each kind of value."""
