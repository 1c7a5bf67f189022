"""Reading points: shown by place while they are open, edited by whose they are."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from mingtang.foundation.events.models import Event
from tests.county import County
from tests.openness.reading_points import point

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_reading_points_are_shown_by_place_while_they_are_open(county: County) -> None:
    point(county, name="县档案馆", kind="archive", phone="0991-620 1234")
    point(county, "village", name="前进村公开栏", kind="board")
    shut = point(county, "town", name="镇便民服务站", kind="station")
    text = Client().get("/reading-points/").content.decode()
    assert 'href="tel:09916201234"' in text
    assert text.index("县档案馆") < text.index("镇便民服务站")
    assert "清河镇</h2>" in text
    client = county.client("office")
    for _press in range(2):
        client.post(reverse("gazette_desk:switch_point", args=[shut.pk]), {"to": "closed"})
    for path in ("/reading-points/", "/units/town/"):
        text = Client().get(path).content.decode()
        assert "镇便民服务站" not in text
        assert "前进村公开栏" in text
    text = Client().get("/reading-points/?kind=archive").content.decode()
    assert "前进村公开栏" not in text
    text = Client().get("/reading-points/?unit=town").content.decode()
    assert "前进村公开栏" in text
    assert "县档案馆" not in text
    client.post(reverse("gazette_desk:switch_point", args=[shut.pk]), {"to": "open"})
    kinds = Event.objects.filter(subject_kind="reading_point").order_by("pk").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["reading_point.closed", "reading_point.opened"]


def test_reading_points_are_edited_with_the_grant_over_their_unit(county: County) -> None:
    county.staff("water", "openness_office", "water-office")
    client, theirs = county.client("water-office"), point(county, "civil", name="民政大厅")
    for name in ("point", "switch_point"):
        assert client.get(reverse(f"gazette_desk:{name}", args=[theirs.pk])).status_code == 404
        assert client.post(reverse(f"gazette_desk:{name}", args=[theirs.pk])).status_code == 404
    form = {
        "unit": county.units["water"].pk,
        "name": "水利大厅",
        "kind": "other",
        "address": "河边路",
        "phone": "no",
    }
    new = reverse("gazette_desk:new_point")
    answer = client.post(new, form)
    assert answer.status_code == 422
    assert "水利大厅" in answer.content.decode()
    (key,) = re.findall(r'data-keep="([^"]+)"', answer.content.decode())
    answer = client.post(new, {**form, "phone": "0991-1"}, follow=True)
    assert f'data-kept-clear="{key}"' in answer.content.decode()
    assert client.post(new, {**form, "phone": ""}).status_code == 422, "the name is taken"
    answer = client.post(new, {**form, "unit": county.units["civil"].pk, "phone": ""})
    assert answer.status_code == 422, "a foreign unit is not offered"
