from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("foundation_notifications", "0003_mails_to_dispatches")]

    operations = [
        migrations.RemoveConstraint(
            model_name='notice',
            name='pending_mail_has_a_time',
        ),
        migrations.RemoveIndex(
            model_name='notice',
            name='notice_mail_due',
        ),
        migrations.RemoveField(
            model_name='notice',
            name='mail_attempts',
        ),
        migrations.RemoveField(
            model_name='notice',
            name='mail_due_at',
        ),
        migrations.RemoveField(
            model_name='notice',
            name='mail_state',
        ),
    ]
