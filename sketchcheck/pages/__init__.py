"""The pages of the web app: home, and a design."""
