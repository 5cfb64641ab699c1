"""`python -m sketchcheck`."""

from sketchcheck.cli.app import main

main()
