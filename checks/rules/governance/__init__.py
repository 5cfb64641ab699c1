"""Rules of the category governance."""
