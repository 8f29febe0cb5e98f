"""To and from the people who annotate: what is sent to them, and what comes back."""
