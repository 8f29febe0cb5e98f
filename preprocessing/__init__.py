"""From annotation files to token labels: reading, checking, tokenizing, aligning. No TFX here."""
