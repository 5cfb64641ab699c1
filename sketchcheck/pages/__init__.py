"""The pages of the web app: home, a design, and the rules."""
