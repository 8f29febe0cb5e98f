"""The command line `txner`: one thin file for each command or group of commands."""
