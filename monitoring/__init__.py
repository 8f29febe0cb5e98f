"""Answers in production: their log, their drift, audits of them, what customers say of them."""
