"""The front doors: the web app and the command line."""
