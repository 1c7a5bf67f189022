"""Settings of the tests: a data folder of their own, quick passwords, mails kept in memory."""

import atexit
import os
import shutil
import tempfile

_data = tempfile.mkdtemp(prefix="mingtang-tests.")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["MINGTANG_DATA_DIR"] = _data

from mingtang.config.options import Options  # noqa: E402

# A developer's .env must not decide what the tests see.
Options.model_config["env_file"] = None

from mingtang.config.settings import *  # noqa: E402, F403
from mingtang.config.settings import DATA_DIR, DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in service: the threads of a live server must not share one connection.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    pragmas = DATABASES["default"]["OPTIONS"]["init_command"]
    DATABASES["default"]["OPTIONS"]["init_command"] = pragmas.replace("synchronous=FULL", "synchronous=OFF")
