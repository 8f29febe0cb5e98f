"""From an exported model to clients: checking, publishing, releases, prediction."""
