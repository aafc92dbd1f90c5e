# One image for every part; docker-compose.yml says which part a container runs.

FROM node:22-bookworm-slim AS pages
WORKDIR /build
COPY static/package.json static/package-lock.json static/.npmrc ./
RUN npm ci
COPY static ./
RUN npm run build

FROM python:3.12-slim-bookworm AS parts
WORKDIR /build
# The dependencies change seldom: a layer of their own, checked by hash.
COPY requirements.lock ./
RUN python -m venv /opt/codebadge \
 && /opt/codebadge/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY setup.cfg pyproject.toml README.md LICENSE ./
COPY codebadge codebadge
COPY models models
COPY server server
COPY workers workers
COPY --from=pages /build/dist static/dist
RUN /opt/codebadge/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim-bookworm
# With libcairo badges are drawn as PNG.
RUN apt-get update && apt-get install -y --no-install-recommends libcairo2 \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home codebadge
COPY --from=parts /opt/codebadge /opt/codebadge
ENV PATH=/opt/codebadge/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    CODEBADGE_HOST=0.0.0.0
USER codebadge
WORKDIR /home/codebadge
EXPOSE 8080
# Of the web server. It is alive when it answers at all; whether it is ready (database, Redis, migrations) says /readyz.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=2)"]
ENTRYPOINT ["codebadge", "--log", "json"]
CMD ["serve"]
