"""What the server has done, as text for Prometheus (its exposition format, version 0.0.4)."""

from __future__ import annotations

from collections import Counter

PATH = "/metrics"
TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Counts since the start."""

    def __init__(self) -> None:
        self.requests: Counter[tuple[str, int]] = Counter()
        self.bytes = 0
        self.under_way = 0

    def text(self) -> bytes:
        lines = [
            "# HELP daycast_http_requests_total Requests that were answered, by method and status.",
            "# TYPE daycast_http_requests_total counter",
            *(
                f'daycast_http_requests_total{{method="{method}",status="{status}"}} {count}'
                for (method, status), count in sorted(self.requests.items())
            ),
            "# HELP daycast_http_response_bytes_total Bytes of bodies that were sent.",
            "# TYPE daycast_http_response_bytes_total counter",
            f"daycast_http_response_bytes_total {self.bytes}",
            "# HELP daycast_http_requests_under_way Requests that are being answered.",
            "# TYPE daycast_http_requests_under_way gauge",
            f"daycast_http_requests_under_way {self.under_way}",
        ]
        return ("\n".join(lines) + "\n").encode()
