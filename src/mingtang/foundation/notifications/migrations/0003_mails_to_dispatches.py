from django.db import migrations


class Migration(migrations.Migration):
    """What the mail columns of a notice said becomes a dispatch by e-mail; what was pending stays pending."""

    dependencies = [("foundation_notifications", "0002_dispatch")]

    operations = [
        migrations.RunSQL(
            """
            INSERT INTO foundation_notifications_dispatch
                (notice_id, channel, state, daily, bundle, attempts, due_at)
            SELECT id, 'mail', mail_state, false, NULL, mail_attempts, COALESCE(mail_due_at, created_at)
            FROM foundation_notifications_notice
            WHERE mail_state <> 'none'
            """,
            migrations.RunSQL.noop,
        )
    ]
