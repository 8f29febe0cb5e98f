"""What happens to a published model: releases of it, predictions with it, a local server."""
