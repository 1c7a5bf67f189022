"""Django's settings, derived from `options.py`."""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from mingtang.config.options import options

OPTIONS = options()
PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = OPTIONS.data_dir.resolve()
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)


def _secret_key() -> str:
    if OPTIONS.secret_key:
        return OPTIONS.secret_key
    path = DATA_DIR / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = _secret_key()
DEBUG = OPTIONS.debug
PUBLIC_URL = (OPTIONS.public_url or f"http://127.0.0.1:{OPTIONS.port}").rstrip("/")
ALLOWED_HOSTS = OPTIONS.allowed_hosts
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
ROOT_URLCONF = "mingtang.config.urls"
WSGI_APPLICATION = "mingtang.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_prose_editor",
    "django_q",
    "axes",
    "csp",
    "mingtang.foundation.accounts",
    "mingtang.foundation.organisations",
    "mingtang.foundation.events",
    "mingtang.foundation.files",
    "mingtang.foundation.cases",
    "mingtang.foundation.web",
    "mingtang.foundation.workdays",
    "mingtang.foundation.findings",
    "mingtang.foundation.guard",
    "mingtang.foundation.duties",
    "mingtang.foundation.search",
    "mingtang.foundation.notifications",
    "mingtang.openness.records",
    "mingtang.openness.columns",
    "mingtang.openness.topics",
    "mingtang.openness.obligations",
    "mingtang.openness.reports",
    "mingtang.openness.catalogue",
    "mingtang.openness.intake",
    "mingtang.openness.gazette",
    "mingtang.supervision.selfcheck",
    "mingtang.portal",
    "mingtang.workbench",
    "mingtang.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mingtang.foundation.web.reading_cookie.ReadingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "mingtang.foundation.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mingtang.foundation.web.refusals.RefusalMiddleware",
    "mingtang.foundation.search.opening.OpenedFromSearchMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "mingtang.foundation.web.context.site",
            ]
        },
    }
]

DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(OPTIONS.database_url or f"sqlite:///{DATA_DIR / 'mingtang.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Immediate transactions queue for the one writer instead of failing when they upgrade their lock.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;",
    }
# With SQLite too: a connection reads the whole schema first, and begins with an empty cache.
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "foundation_accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "workbench:sign_in"
LOGIN_REDIRECT_URL = "workbench:home"
SIGN_OUT_URL = "workbench:sign_out"
LOGOUT_REDIRECT_URL = "portal:home"
SESSION_COOKIE_AGE = OPTIONS.session_hours * 3600
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OPTIONS.https
SECURE_HSTS_SECONDS = 31536000 if OPTIONS.https else 0
SECURE_SSL_REDIRECT = False
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "mingtang.foundation.web.refusals.csrf_failed"
if OPTIONS.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# The name is locked, not the address: a whole office sits behind one address.
AXES_LOCKOUT_PARAMETERS = ["username"]
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_FAILURE_LIMIT = OPTIONS.lockout_failures
AXES_COOLOFF_TIME = timedelta(minutes=OPTIONS.lockout_minutes)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "mingtang.workbench.sign_in.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        # The hash is that of the one style sheet which the editor (Tiptap) writes into the page.
        "style-src": [SELF, "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
FORMAT_MODULE_PATH = ["mingtang.config.formats"]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# The indexes: made from the database, so they need no backup.
SEARCH_DIR = DATA_DIR / "search"

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "mingtang.foundation.web.bundles.BundleFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": DATA_DIR / "private",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# A page of 30 attachments in one form, each within its own limit.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
# Of our own, so that halves left behind by a killed process can be cleaned away.
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if OPTIONS.mail_host
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = OPTIONS.mail_host
EMAIL_PORT = OPTIONS.mail_port
EMAIL_HOST_USER = OPTIONS.mail_user
EMAIL_HOST_PASSWORD = OPTIONS.mail_password
EMAIL_USE_TLS = OPTIONS.mail_tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = OPTIONS.mail_from

Q_CLUSTER = {
    "name": "mingtang",
    "orm": "default",
    "workers": OPTIONS.task_workers,
    "timeout": 300,
    "retry": 360,
    "poll": 0.2,
    "guard_cycle": 1,
    "catch_up": False,
    "save_limit": -1,
    "max_attempts": 0,
    "label": "后台任务",
    "log_level": "WARNING",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
