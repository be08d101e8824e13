"""The client of a model's server: what it asks, what it puts up with, and what it tells of trouble."""

import json
from collections.abc import Callable

import pytest
from model_server import JSON, ModelServer, Reply, event, refusal, streamed

from daycast.errors import ProblemsError
from daycast.openai_api import again
from daycast.scripts.llm import server
from daycast.scripts.llm.memory import Answer, Question
from daycast.scripts.llm.server import Server
from daycast.scripts.llm.trouble import UnansweredError
from daycast.scripts.llm.usage import Usage
from daycast.show import Show, open_show
from daycast.writers import LlmWriter

pytestmark = pytest.mark.slow  # over HTTP on this machine

KEY = "sk-0123456789abcdef"
QUESTION = Question("small", ({"role": "system", "content": "Rules."}, {"role": "user", "content": "Sheet."}), {}, 99)
Ask = Callable[..., Answer]


@pytest.fixture
def ask(model: ModelServer) -> Ask:
    def run(times: int = 1, **settings: object) -> Answer:
        writer = LlmWriter(kind="llm", model="small", **{"base_url": model.base_url, "timeout": 5, **settings})
        with Server(writer) as asked:
            return [asked.ask(QUESTION, lambda text: None) for _ in range(times)][-1]

    return run


def trouble(ask: Ask, **settings: object) -> tuple[str, str, bool]:
    with pytest.raises(UnansweredError) as raised:
        ask(**settings)
    return str(raised.value), raised.value.hint, raised.value.final


def test_an_answer_is_put_together_from_its_pieces_with_the_servers_usage(model: ModelServer, ask: Ask) -> None:
    model.replies = [streamed("Grüße aus Tarnby. " * 9)]
    answer = ask()
    assert (answer.text, answer.end) == ("Grüße aus Tarnby. " * 9, "whole")
    assert (answer.usage.sent, answer.usage.received) == (900, 80)
    assert model.asked[0]["response_format"]["json_schema"]["strict"] is True
    assert model.asked[0]["stream_options"] == {"include_usage": True}


def test_a_server_that_does_not_stream_is_heard_too(model: ModelServer, ask: Ask) -> None:
    said = {"choices": [{"message": {"content": "All."}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 3}}
    model.replies = [Reply([json.dumps(said).encode()], headers=JSON)]
    assert ask() == Answer("All.", "whole", Usage(3, 0))


@pytest.mark.parametrize(
    ("complaint", "name", "value"),
    [
        ("This response_format type is unavailable now", "response_format", {"type": "json_object"}),
        ("Use 'max_completion_tokens' instead of max_tokens", "max_completion_tokens", 99),
        ("'temperature' does not support 0 with this model", "temperature", None),
        ("Unknown field: stream_options", "stream_options", None),
    ],
)
def test_a_request_is_made_smaller_where_a_server_says_so_and_stays_so(
    complaint: str, name: str, value: object, model: ModelServer, ask: Ask
) -> None:
    model.replies = [refusal(400, complaint), streamed("One."), streamed("Two.")]
    assert ask(times=2).text == "Two."
    assert [body.get(name) for body in model.asked[1:]] == [value, value]


def test_without_any_response_format_the_schema_stands_in_the_rules(model: ModelServer, ask: Ask) -> None:
    model.replies = [refusal(400, "unknown: json_schema"), refusal(422, "unknown: response_format"), streamed("One.")]
    ask()
    assert "response_format" not in model.asked[2]
    assert "JSON schema" in model.asked[2]["messages"][0]["content"]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again(status: int, model: ModelServer, ask: Ask) -> None:
    model.replies = [refusal(status), refusal(status, Retry_After="2"), streamed("At last.")]
    assert ask().text == "At last."


def test_the_wait_that_a_server_asks_for_is_honoured_within_reason(model: ModelServer, ask: Ask) -> None:
    import httpx2

    def wait(header: str, status: int = 429) -> bool | float:
        response = httpx2.Response(status, headers={"Retry-After": header}, request=httpx2.Request("POST", "http://x"))
        return again(httpx2.HTTPStatusError("busy", request=response.request, response=response))

    assert [wait("7"), wait("0"), wait("3600"), wait("Wed, 21 Oct 2026 07:28:00 GMT")] == [7.0, True, False, True]
    assert wait("7", 401) is False
    model.replies = [refusal(429, Retry_After="3600")]
    assert trouble(ask)[0].endswith("takes no more requests (429)")
    assert len(model.asked) == 1


def test_a_line_that_breaks_before_the_first_word_is_tried_again(model: ModelServer, ask: Ask) -> None:
    model.replies = [Reply([], cut=True), streamed("Whole.")]
    assert ask().text == "Whole."


@pytest.mark.parametrize(("finish", "end"), [(None, "cut"), ("length", "limit"), ("content_filter", "whole")])
def test_it_is_told_how_an_answer_ended(finish: str | None, end: str, model: ModelServer, ask: Ask) -> None:
    model.replies = [streamed("Half a", finish=finish)]
    assert ask().end == end


def test_no_answer_in_time_is_told_with_the_setting_to_raise(model: ModelServer, ask: Ask) -> None:
    model.replies = [Reply([], hangs=True)]
    message, hint, final = trouble(ask, timeout=0.05)
    assert message.endswith("within 0.05 s")
    assert "writer.timeout" in hint
    assert not final
    assert len(model.asked) == 1


def test_a_server_that_is_silent_about_its_models_is_told(model: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_PROBE", 0.05)
    model.models = Reply([], hangs=True)
    with (
        Server(LlmWriter(kind="llm", model="small", base_url=model.base_url)) as asked,
        pytest.raises(UnansweredError, match="silent"),
    ):
        asked.models()


def test_an_answer_that_never_ends_is_given_up(model: ModelServer, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    from daycast.scripts.llm import stream

    monkeypatch.setattr(stream, "_MOST", 20)
    model.replies = [streamed("blah " * 50)]
    assert "no answer" in trouble(ask)[0]


def test_a_server_that_is_not_there_is_told_plainly(ask: Ask) -> None:
    message, hint, final = trouble(ask, base_url="http://127.0.0.1:1/v1")
    assert message == "127.0.0.1:1 cannot be reached"
    assert "base_url" in hint
    assert final


@pytest.mark.parametrize(("status", "what"), [(401, "MODEL_KEY"), (403, "MODEL_KEY"), (404, "writer.model")])
def test_a_wrong_key_and_an_unknown_model_are_the_users_to_mend(
    status: int, what: str, model: ModelServer, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODEL_KEY", KEY)
    model.replies = [refusal(status)]
    message, hint, final = trouble(ask, api_key_env="MODEL_KEY")
    assert str(status) in message
    assert what in hint
    assert final
    assert len(model.asked) == 1


def test_the_key_goes_to_the_server_and_nowhere_else(
    model: ModelServer, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODEL_KEY", f" {KEY}\n")
    ask(api_key_env="MODEL_KEY")
    assert model.headers[0]["Authorization"] == f"Bearer {KEY}"
    model.replies = [refusal(400, f"strange request by {KEY}")]
    assert KEY not in repr(trouble(ask, api_key_env="MODEL_KEY"))
    model.replies = [Reply([event({"error": {"message": f"key {KEY}"}})])]
    assert KEY not in repr(trouble(ask, api_key_env="MODEL_KEY"))
    model.replies = [Reply([b""], 307, {"Location": "http://127.0.0.1:1/elsewhere"})]
    assert trouble(ask, api_key_env="MODEL_KEY")[0].endswith("status 307")


@pytest.mark.parametrize("key", ["", "  ", "two words", "sk-\u00fc"])
def test_a_key_that_is_none_is_told_before_anything_is_sent(
    key: str, model: ModelServer, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODEL_KEY", key)
    message, hint, final = trouble(ask, api_key_env="MODEL_KEY")
    assert "MODEL_KEY" in message
    assert key.strip() not in hint.replace("Set MODEL_KEY", "") or not key.strip()
    assert final
    assert model.asked == []


ODD = [
    {"choices": "none"},
    {"choices": 5},
    {"choices": [None]},
    {"choices": [{"delta": ["a"]}]},
    {"choices": [{"delta": {"content": {"text": "a"}}}]},
    {"choices": [{"delta": {"content": [{"type": "text", "text": "a"}]}}]},
    {"choices": [], "usage": [1]},
    {"choices": [], "usage": {"prompt_tokens": "many"}},
]


@pytest.mark.parametrize("chunk", ODD, ids=str)
def test_chunks_of_another_make_are_told(chunk: object, model: ModelServer, ask: Ask) -> None:
    model.otherwise = lambda _: Reply([event(chunk)])
    assert "not chat completions" in trouble(ask)[0]


def test_a_refusal_that_is_nested_without_end_is_a_refusal(model: ModelServer, ask: Ask) -> None:
    model.otherwise = lambda _: Reply([b"[" * 200_000], 400)
    assert "refuses the request" in trouble(ask)[0]


def test_a_whole_answer_that_never_ends_is_given_up(
    model: ModelServer, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    from daycast.scripts.llm import stream

    monkeypatch.setattr(stream, "_LARGEST", 1_000)
    model.otherwise = lambda _: Reply([b" " * 2_000], headers={"Content-Type": "application/json"})
    assert "no answer" in trouble(ask)[0]


@pytest.mark.parametrize("body", [b"<html>Welcome</html>", b"[1]", b"\xff", b"[" * 200_000])
def test_another_kind_of_server_is_told_apart(body: bytes, model: ModelServer, ask: Ask) -> None:
    model.otherwise = lambda _: Reply([body], headers={"Content-Type": "text/html"})
    assert "not chat completions" in trouble(ask)[0]


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("localhost:11434/v1", "such as http://localhost"),
        ("ftp://models.example.com/v1", "such as http://localhost"),
        ("https://models.example.com/v1?key=1", "such as http://localhost"),
        (f"https://me:{KEY}@models.example.com/v1", "api_key_env"),
    ],
)
def test_an_address_is_one_of_a_server_and_holds_no_key(address: str, what: str, show: Show) -> None:
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + f"writer: {{kind: llm, base_url: '{address}', model: small}}\n")
    with pytest.raises(ProblemsError) as raised:
        open_show(show.root)
    assert what in str(raised.value)
    assert KEY not in str(raised.value)
