"""The database itself refuses to change or delete what happened to a duty."""

from typing import Any

from django.db import migrations

TABLE = "foundation_duties_clockevent"
SQLITE = (
    f"CREATE TRIGGER clockevent_no_update BEFORE UPDATE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'clock events are append-only'); END",
    f"CREATE TRIGGER clockevent_no_delete BEFORE DELETE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'clock events are append-only'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION clockevent_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'clock events are append-only'; END $$",
    f"CREATE TRIGGER clockevent_no_update BEFORE UPDATE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION clockevent_append_only()",
    f"CREATE TRIGGER clockevent_no_delete BEFORE DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION clockevent_append_only()",
    f"CREATE TRIGGER clockevent_no_truncate BEFORE TRUNCATE ON {TABLE} "
    "EXECUTE FUNCTION clockevent_append_only()",
)


def forwards(apps: Any, schema_editor: Any) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def backwards(apps: Any, schema_editor: Any) -> None:
    on_table = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER clockevent_no_update{on_table}")
    schema_editor.execute(f"DROP TRIGGER clockevent_no_delete{on_table}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER clockevent_no_truncate{on_table}")
        schema_editor.execute("DROP FUNCTION clockevent_append_only()")


class Migration(migrations.Migration):
    dependencies = [("foundation_duties", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
