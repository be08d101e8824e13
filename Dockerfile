# daycast in a container: the show is a folder of yours, mounted at /show; the feed is served on port 8642.
#   docker build -t daycast .
#   docker run --rm -v "$PWD/my-show:/show" --user "$(id -u)" daycast today
#   docker run -d -p 8642:8642 -v "$PWD/my-show:/show" --user "$(id -u)" --restart unless-stopped daycast
FROM python:3.12-slim-bookworm AS build
ENV UV_PROJECT_ENVIRONMENT=/opt/daycast \
    UV_PYTHON_DOWNLOADS=never \
    UV_LINK_MODE=copy \
    UV_COMPILE_BYTECODE=1
RUN pip install --no-cache-dir uv==0.13.8
WORKDIR /build
COPY . .
RUN uv sync --quiet --no-dev --no-editable --extra s3 --extra farm --python /usr/local/bin/python3

FROM python:3.12-slim-bookworm
# The programs by which a feed is sent elsewhere; Debian removes old versions, so that pinning them breaks the build.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends git openssh-client rsync \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 daycast
COPY --from=build /opt/daycast /opt/daycast
ENV PATH=/opt/daycast/bin:$PATH \
    DAYCAST_SHOW=/show \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp
USER 10001
WORKDIR /show
VOLUME /show
EXPOSE 8642
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8642/healthz', timeout=4)"]
ENTRYPOINT ["daycast"]
CMD ["serve"]
