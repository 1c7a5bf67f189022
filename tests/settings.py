"""Settings of the tests: a data folder of their own, quick passwords, mails kept in memory."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

if "mypy" in sys.modules:
    # mypy's plugin only reads the settings, and leaves without tidying up.
    _data = Path(__file__).resolve().parents[1] / ".mypy_cache" / "data"
elif "MINGTANG_TESTS_DIR" in os.environ:
    # A worker of xdist: below the folder of the process that started it, which removes it.
    _data = Path(os.environ["MINGTANG_TESTS_DIR"]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
else:
    _data = Path(tempfile.mkdtemp(prefix="mingtang-tests."))
    os.environ["MINGTANG_TESTS_DIR"] = str(_data)
    atexit.register(shutil.rmtree, _data, ignore_errors=True)
(_data / "static").mkdir(parents=True, exist_ok=True)
os.environ["MINGTANG_DATA_DIR"] = str(_data)

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
