"""A conversation as the turns that a model is told."""

from __future__ import annotations

from collections.abc import Sequence

from checks.review import Turn
from designer.store.records import Message


def question_in(messages: Sequence[Message]) -> str:
    """What the model is asked now: what was said since it spoke last; "" where nothing was."""
    return _as_question(_since_the_model(messages))


def turns(messages: Sequence[Message]) -> list[Turn]:
    """The questions that the model has answered so far, with its answers."""
    answered = (at for at, one in enumerate(messages) if one.role == "model")
    pairs = ((_as_question(_since_the_model(messages[:at])), messages[at].text) for at in answered)
    return [Turn(question, answer) for question, answer in pairs]


def _since_the_model(messages: Sequence[Message]) -> list[Message]:
    spoke = max((at for at, one in enumerate(messages) if one.role == "model"), default=-1)
    return list(messages[spoke + 1 :])


def _as_question(said: Sequence[Message]) -> str:
    """What a person wants to know; an answer to a question of the bank is to be looked at."""
    last = next((at for at, one in reversed(list(enumerate(said))) if one.role == "question"), None)
    words = " ".join(one.text for one in said[0 if last is None else last + 1 :] if one.role == "person")
    if last is None or not words:
        return words
    return (
        f"An interviewer asked: {said[last].text} I answered: {words}"
        " What is strong in this answer, and what is missing in it for this design?"
    )
