from daycast.inline import Span, escape, plain, spans

__all__ = ["Span", "escape", "plain", "spans"]
