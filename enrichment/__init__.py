"""Structured records of entities: names, dates, places and amounts that an application can use."""
