"""The flush after a transactional test passes tables that refuse DELETE, and their triggers stay in force."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import DatabaseError, connection

TABLE = Group._meta.db_table
SQLITE = f"CREATE TRIGGER no_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, 'append only'); END"
POSTGRES = (
    "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'append only'; END $$",
    f"CREATE TRIGGER no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION refuse()",
    f"CREATE TRIGGER no_truncate BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION refuse()",
)
REMOVE = {
    "sqlite": ("DROP TRIGGER no_delete",),
    "postgresql": (
        f"DROP TRIGGER no_delete ON {TABLE}",
        f"DROP TRIGGER no_truncate ON {TABLE}",
        "DROP FUNCTION refuse",
    ),
}


@pytest.mark.django_db(transaction=True)
def test_flush_passes_and_leaves_the_trigger() -> None:
    def run(statements: tuple[str, ...]) -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    run((SQLITE,) if connection.vendor == "sqlite" else POSTGRES)
    try:
        Group.objects.create(name="a")
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        assert not Group.objects.exists()
        Group.objects.create(name="b")
        with pytest.raises(DatabaseError, match="append only"):
            Group.objects.all().delete()
    finally:
        run(REMOVE[connection.vendor])
