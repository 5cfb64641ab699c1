"""Asking about a design as an interviewer would: from what is open, and from a bank of questions."""
