"""How much of the protocol a server speaks: learnt from its complaints, kept for the run."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from daycast.scripts.llm.memory import SAMPLING, Question

_FORM = re.compile(r"response_format|json_schema|json_object|schema|grammar|guided|structured", re.IGNORECASE)
_LIMIT = re.compile(r"max_completion_tokens")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a server takes: the form of answer that it can promise, the name of the limit, and what it does not know."""

    form: Literal["json_schema", "json_object", "plain"] = "json_schema"
    limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    without: frozenset[str] = frozenset()

    def body(self, question: Question) -> dict[str, Any]:
        """The request for `question`, streamed."""
        messages = [dict(message) for message in question.messages]
        body: dict[str, Any] = {
            "model": question.model,
            "messages": messages,
            "stream": True,
            "stream_options": {"include_usage": True},
            self.limit: question.most,
            **SAMPLING,
        }
        if self.form == "json_schema":
            described = {"name": "lines", "strict": True, "schema": question.schema}
            body["response_format"] = {"type": "json_schema", "json_schema": described}
        else:
            messages[0]["content"] += f"\n\nThe answer's JSON schema: {json.dumps(question.schema)}"
        if self.form == "json_object":
            body["response_format"] = {"type": "json_object"}
        return {name: value for name, value in body.items() if name not in self.without}

    def humbler(self, complaint: str) -> Dialect | None:
        """The dialect to try after a server refused a request with `complaint`; none if that names nothing of ours."""
        if self.limit == "max_tokens" and _LIMIT.search(complaint):
            return replace(self, limit="max_completion_tokens")
        for name in ("stream_options", *SAMPLING):
            if name in complaint and name not in self.without:
                return replace(self, without=self.without | {name})
        if self.form != "plain" and _FORM.search(complaint):
            return replace(self, form="json_object" if self.form == "json_schema" else "plain")
        return None
