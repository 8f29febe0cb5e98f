"""TFX components of this project: adapters without logic of their own."""
