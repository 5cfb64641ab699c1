"""The built-in questions, one file an area of the score, in the order in which a design is gone through."""

from __future__ import annotations

from checks.interview.bank import data, delivery, generation, model, operation, problem, serving
from checks.interview.question import Question

BANK: tuple[Question, ...] = tuple(
    question
    for area in (problem, data, model, serving, operation, delivery, generation)
    for question in area.QUESTIONS
)
