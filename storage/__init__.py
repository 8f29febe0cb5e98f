"""Files read and written whole, local or in a bucket; locks; replacement in one step."""
