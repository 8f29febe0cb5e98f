"""Published versions: files, the release table, labels, TF Serving's configuration."""
