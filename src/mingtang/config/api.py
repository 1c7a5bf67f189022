"""The API: each section's machine face under one roof. `openapi.json` describes it; there is no page that draws it."""

from ninja import NinjaAPI

from mingtang.foundation.search.api import router as search

api = NinjaAPI(title="Mingtang", version="1", docs_url=None, urls_namespace="api")
api.add_router("/search", search)
