"""A picture goes from the clerk's disk into the text, and out only with a public revision."""

from typing import Any

import pytest

from mingtang.foundation.files.models import StoredFile
from mingtang.openness.records.models import Record
from tests.county import County, draft, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_figure_is_uploaded_inserted_and_saved(county: County, visit: Any) -> None:
    record = draft(county)
    clerk, citizen = visit(), visit()
    clerk.sign_in("civil-drafter").go(f"/desk/records/{record.pk}/edit/")
    clerk.page.get_by_label("添加插图").set_input_files(
        {"name": "现场照片.png", "mimeType": "image/png", "buffer": picture()}
    )
    clerk.page.get_by_label("图片说明").fill("工作人员在村委会门口发放救助款")
    clerk.press("上传插图")
    stored = StoredFile.objects.get()
    clerk.page.locator(".prose-editor .ProseMirror[contenteditable]").click()
    clerk.page.get_by_role("button", name="插入正文").click()
    clerk.page.wait_for_selector(f".ProseMirror img[src*='{stored.pk}']")
    clerk.press("保存")
    saved = Record.objects.get(pk=record.pk).head
    assert saved is not None
    assert f"/files/{stored.pk}/" in saved.body
    assert "<figure" in saved.body
    assert 'alt="工作人员在村委会门口发放救助款"' in saved.body
    answer = citizen.page.goto(f"{citizen.base}/files/{stored.pk}/")
    assert answer.status == 404
