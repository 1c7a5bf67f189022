"""How well catalogues are understood: phrases of limits, one truth in many layouts, and a published sample."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from benchmarks.report import Table, verdict
from benchmarks.worlds import ROOT
from mingtang.kernel.catalogue.channels import STANDARD
from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.catalogue.item import FIELDS, LEVELS, Item, Severity
from mingtang.kernel.catalogue.reading import read_catalogue
from mingtang.kernel.limits.model import Limit, LimitType
from mingtang.kernel.limits.parse import parse_limit
from tests.kernel import test_catalogue_recovery as recovery
from tests.kernel import test_limits, test_limits_hard
from tests.kernel.catalogue_layouts import Layout
from tests.kernel.catalogue_tables import tables

SAMPLE = ROOT.parent.joinpath("shared", "samples", "catalogue-sample.csv")
RECOVERED_LEAST = 0.99
OFFICIAL = {
    "序号": "seq", "一级事项": "item1", "二级事项": "item2", "三级事项": "item3", "公开内容（要素）": "elements", "公开依据": "basis",
    "公开时限": "limit", "公开主体": "subject", "公开渠道和载体": "channels", "全社会": "everyone", "特定群体": "specific",
    "主动": "active", "依申请": "on_request", "市级": "prefecture", "县级": "county", "乡级": "township", "村级": "village",
}  # fmt: skip
NUMBER = re.compile(r"(.*?)(\d+)个?(工作日|日|天|个?月)[内前]?(?:予以)?(?:公开)?")
