"""Files of records that were kept before: whose space they take, and what kind they are, so that they are read."""

from django.db import migrations

KINDS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


def fill(apps, schema_editor):
    stored = apps.get_model("foundation_files", "StoredFile")
    record = apps.get_model("openness_records", "Record")
    for content_type, kind in KINDS.items():
        stored.objects.filter(owner_kind="record", kind="", content_type=content_type).update(kind=kind)
    owners = set(stored.objects.filter(owner_kind="record", unit=None).values_list("owner_id", flat=True))
    for pk, unit in record.objects.filter(pk__in=owners).values_list("pk", "unit_id"):
        stored.objects.filter(owner_kind="record", owner_id=pk).update(unit_id=unit)


class Migration(migrations.Migration):
    dependencies = [
        ("foundation_files", "0002_contents_space_downloads"),
        ("openness_records", "0002_letter_parts_and_captions"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
