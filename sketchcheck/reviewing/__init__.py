"""The app's side of the language model: whom it asks, what waits for consent, what was found."""
