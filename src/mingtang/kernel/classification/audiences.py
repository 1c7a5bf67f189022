"""服务对象: whom a record concerns. Follows the 服务对象 values of the national service item tables."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

AUDIENCES: Mapping[str, str] = MappingProxyType(
    {
        "everyone": "全社会",
        "natural_person": "自然人",
        "enterprise": "企业法人",
        "public_institution": "事业法人",
        "social_organisation": "社会组织法人",
        "unincorporated_enterprise": "非法人企业",
        "administrative_organ": "行政机关",
        "other": "其他组织",
    }
)
"""Label by code, in order of display."""
