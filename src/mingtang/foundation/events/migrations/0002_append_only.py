"""The database itself refuses to change or delete an event; only `seq` may be given, once."""

from typing import Any

from django.db import migrations

TABLE = "foundation_events_event"
FIXED = (
    "id, kind, actor_id, post_id, instead_of_id, subject_kind, subject_id, case_id, unit_id, area_id, "
    "content_hash, reason_code, at, commitment"
)
GIVEN_SEQ = f"CREATE TRIGGER event_seq_once BEFORE UPDATE OF seq ON {TABLE}"
SQLITE = (
    f"{GIVEN_SEQ} WHEN OLD.seq IS NOT NULL BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
    f"CREATE TRIGGER event_no_update BEFORE UPDATE OF {FIXED} ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
    f"CREATE TRIGGER event_no_delete BEFORE DELETE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION event_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'events are append-only'; END $$",
    f"{GIVEN_SEQ} FOR EACH ROW WHEN (OLD.seq IS NOT NULL) EXECUTE FUNCTION event_append_only()",
    f"CREATE TRIGGER event_no_update BEFORE UPDATE OF {FIXED} ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION event_append_only()",
    f"CREATE TRIGGER event_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION event_append_only()",
    f"CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON {TABLE} EXECUTE FUNCTION event_append_only()",
)


def forwards(apps: Any, schema_editor: Any) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def backwards(apps: Any, schema_editor: Any) -> None:
    on_table = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER event_seq_once{on_table}")
    schema_editor.execute(f"DROP TRIGGER event_no_update{on_table}")
    schema_editor.execute(f"DROP TRIGGER event_no_delete{on_table}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER event_no_truncate{on_table}")
        schema_editor.execute("DROP FUNCTION event_append_only()")


class Migration(migrations.Migration):
    dependencies = [("foundation_events", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
