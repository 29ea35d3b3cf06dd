# syntax=docker/dockerfile:1
FROM node:22-bookworm-slim AS pages
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend/ ./
RUN npm run build

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# The typeface of printed waybills.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-wqy-microhei && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home malldrill && install -d -o malldrill /data
WORKDIR /srv/malldrill
COPY requirements/base.txt requirements/base.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/base.txt
COPY core core
COPY logistics logistics
COPY shop shop
COPY helpdesk helpdesk
COPY simulation simulation
COPY classroom classroom
COPY seed seed
COPY app app
COPY pyproject.toml ./
COPY --from=pages /build/frontend/dist frontend/dist
USER malldrill
ENV HOST=0.0.0.0 PORT=8000 MALLDRILL_DATA=/data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=6 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
ENTRYPOINT ["python", "-m", "app.cli"]
CMD ["serve"]
