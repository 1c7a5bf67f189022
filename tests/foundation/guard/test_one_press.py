"""One press masks the text of a draft; names that may stand stay, unless it is pressed strictly."""

import pytest

from mingtang.kernel.guard.masking import masked
from mingtang.kernel.refusals import Invalid
from mingtang.openness.records.actions import mask_personal_data
from mingtang.openness.records.models import Record
from tests.county import County, draft

pytestmark = pytest.mark.django_db

NUMBER = "99012119750307123X"
ROWS = f"<table><tr><th>姓名</th><th>身份证号</th></tr><tr><td>赵国强</td><td>{NUMBER}</td></tr></table>"


def body_of(record: Record) -> str:
    head = Record.objects.select_related("head").get(pk=record.pk).head
    assert head
    return head.body


@pytest.mark.parametrize("strict", [False, True])
def test_names_of_a_public_list_stay_and_numbers_go(county: County, strict: bool) -> None:
    record = draft(county, title="低保对象公示", body=ROWS)
    mask_personal_data(county.authority_of("civil-drafter"), record, based_on=1, strict=strict)
    text = body_of(record)
    assert NUMBER not in text
    assert masked("personal.id_number", NUMBER, strict=strict) in text
    assert ("赵国强" in text) is not strict


def test_where_only_something_informs_there_is_nothing_to_mask(county: County) -> None:
    record = draft(county, body="<p>联系人：赵国强，联系电话：13855550199。</p>")
    drafter = county.authority_of("civil-drafter")
    with pytest.raises(Invalid):
        mask_personal_data(drafter, record, based_on=1)
    mask_personal_data(drafter, record, based_on=1, strict=True)
    assert "13855550199" not in body_of(record)
