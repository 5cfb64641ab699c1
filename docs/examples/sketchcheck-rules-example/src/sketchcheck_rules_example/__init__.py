"""Rules of our house. One rule is one module; nothing needs to be listed here."""
