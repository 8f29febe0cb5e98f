"""A local server with TF Serving's interfaces."""
