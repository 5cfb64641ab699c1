"""Rules of the category cicd."""
