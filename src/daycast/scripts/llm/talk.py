"""One exchange with a model: a question, and what becomes of an answer that is cut off or cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from daycast.scripts.llm import prompt
from daycast.scripts.llm.answer import Line, UnreadableError, read
from daycast.scripts.llm.memory import Answer, Message, Question
from daycast.scripts.llm.trouble import UnansweredError

_MORE = 4  # times the tokens, after an answer that was cut off

Ask = Callable[[Question], Answer]  # raises `UnansweredError`


def exchange(question: Question, ask: Ask) -> tuple[tuple[Line, ...], tuple[Message, ...]]:
    """The lines of the answer, and the talk up to it. Raises `UnansweredError`.

    An answer that was cut off is asked for once more with room for more tokens, one that cannot be read once more with
    the reason.
    """
    answer = _whole(question, ask)
    try:
        return read(answer.text), _with(question, answer)
    except UnreadableError as error:
        question = replace(question, messages=(*_with(question, answer), prompt.mend_answer(str(error))))
    answer = _whole(question, ask)
    try:
        return read(answer.text), _with(question, answer)
    except UnreadableError:
        raise UnansweredError(
            f"{question.model} answers with something else than lines as JSON", "Larger models keep to it."
        ) from None


def _whole(question: Question, ask: Ask) -> Answer:
    answer = ask(question)
    if answer.end != "whole":
        answer = ask(replace(question, most=question.most * _MORE))
    if answer.end != "whole":
        raise UnansweredError(f"{question.model} does not come to an end", "Look at the server's limits and its log.")
    return answer


def _with(question: Question, answer: Answer) -> tuple[Message, ...]:
    return (*question.messages, {"role": "assistant", "content": answer.text})
