"""The directory of counterparties: brands, their aliases and websites, and how they are matched."""
