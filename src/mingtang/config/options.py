"""Every setting of an installation, declared once: type, default, help. `docs/settings.md` is made from this."""

from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from mingtang.kernel.identifiers.index_number import IndexNumberError, IndexTemplate


def _words(value: Any) -> Any:
    return [word for word in value.replace(",", " ").split() if word] if isinstance(value, str) else value


SECRET_LEAST = 16

Words = Annotated[list[str], NoDecode, BeforeValidator(_words)]
Numbers = Annotated[list[Annotated[int, Field(ge=0)]], NoDecode, BeforeValidator(_words)]


class Options(BaseSettings):
    """Read from the environment (prefix MINGTANG_) and from a file `.env`; the first wins."""

    model_config = SettingsConfigDict(env_prefix="MINGTANG_", env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Field(
        Path("var"), description="Where the database file, private files and mails are kept."
    )
    database_url: str = Field(
        "",
        validation_alias="DATABASE_URL",
        description="The database as a URL, such as postgres://user:password@host/name. "
        "Empty: SQLite in the data folder.",
    )
    secret_key: str = Field(
        "",
        description="Signs sessions and forms. Empty: made at the first start and kept in the data folder.",
    )
    debug: bool = Field(False, description="Show stack traces. Never in service.")
    host: str = Field("127.0.0.1", description="The address the web server listens on.")
    port: int = Field(8000, validation_alias="PORT", description="The port the web server listens on.")
    public_url: str = Field(
        "",
        description="The address citizens use, such as https://www.example.gov.cn. Empty: http://127.0.0.1:PORT.",
    )
    allowed_hosts: Words = Field(
        ["localhost", "127.0.0.1", "[::1]"],
        description="Host names this installation answers to, separated by commas.",
    )
    https: bool = Field(False, description="Served over HTTPS: secure cookies, strict transport security.")
    behind_proxy: bool = Field(
        False, description="A proxy in front sets X-Forwarded-Proto and X-Forwarded-For; believe them."
    )
    web_workers: int = Field(1, ge=1, description="Processes of the web server.")
    web_threads: int = Field(2, ge=1, description="Threads of each web process.")
    task_workers: int = Field(1, ge=1, description="Processes that do the background work.")
    session_hours: int = Field(
        10, ge=1, description="Hours without activity after which staff sign in again."
    )
    lockout_failures: int = Field(5, ge=1, description="Wrong passwords after which a name is locked.")
    lockout_minutes: int = Field(15, ge=1, description="Minutes for which a name stays locked.")
    upload_max_mb: int = Field(
        20, ge=1, description="Largest attachment, in MB; audio and video have their own."
    )
    media_max_mb: int = Field(200, ge=1, description="Largest audio or video file, in MB.")
    unit_space_mb: int = Field(
        20_480, ge=0, description="Space for the files of one unit, in MB. 0: without limit."
    )
    batch_max_mb: int = Field(
        100,
        ge=1,
        description="Largest batch of documents handed in at once, such as a zip of old holdings, in MB.",
    )
    clamav_socket: str = Field(
        "",
        description="Where ClamAV's daemon listens: the path of its socket, or host:port. Empty: files are not "
        "scanned for viruses.",
    )
    fonts_dir: Path | None = Field(
        None,
        description="A folder with the fonts of official documents that the county has licences for "
        "(方正小标宋, 仿宋_GB2312, 楷体_GB2312, 黑体). Empty: the free Noto fonts.",
    )
    attachments_max: int = Field(30, ge=1, description="Attachments a record may have.")
    index_template: str = Field(
        "{org}/{yyyy}-{seq:05d}",
        description="How a new 索引号 is written: {org} organisation code, {division} division code, "
        "{yyyy} year, {seq} running number of the unit and year.",
    )

    @field_validator("index_template")
    @classmethod
    def _readable_template(cls, value: str) -> str:
        if "theme" in {field for _, field, _, _ in Formatter().parse(value)}:
            raise ValueError("{theme} is not offered: the theme may change, the number must not")
        try:
            return IndexTemplate.parse(value).text
        except IndexNumberError as error:
            raise ValueError(f"not a template for index numbers ({error})") from error

    feedback_days: int = Field(
        15,
        ge=1,
        description="Days for which 反馈 stays open after publication (local custom; no national rule).",
    )
    error_report_answer_days: int = Field(
        3,
        ge=1,
        description="Working days promised to a citizen for the answer to an error report "
        "(网站找错: 3 working days, from memory of the inspection rules; confirm locally).",
    )
    duty_warning_days: Numbers = Field(
        [5, 3, 1],
        min_length=1,
        description="Working days before a due day on which the responsible post is warned; from the last on its B "
        "post too.",
    )
    duty_ladder_days: Numbers = Field(
        [1, 3, 5],
        min_length=3,
        max_length=3,
        description="Working days after a due day on which an overdue duty is told to the post again, to the head of "
        "the unit, to the county's openness office.",
    )
    prompt_soft_days: int = Field(
        5,
        ge=1,
        description="Working days after which a reminder comes where the catalogue says 及时 or 实时 and names no "
        "number. Never counted as overdue.",
    )
    rectification_days: int = Field(
        10,
        ge=1,
        description="Working days a unit usually gets to cure a problem of the register "
        "(local custom; no national rule).",
    )
    rectification_reopen_days: int = Field(
        90,
        ge=1,
        description="Days after closing within which a problem that shows again is linked to the closed one "
        "(local custom; no national rule).",
    )
    guard_public_max_mb: int = Field(
        20, ge=1, description="Largest file in megabytes that everybody may have checked on the page /check/."
    )
    guard_sweep_hours: Numbers = Field(
        [1, 5],
        min_length=2,
        max_length=2,
        description="Between which full hours of the night everything public is looked through again by the newest "
        "rules.",
    )
    guard_down_most: int = Field(
        20,
        ge=0,
        description="Pages that one such sweep may take off line by itself. When it is more, something may be wrong "
        "with a rule: the rest stays, and the county is told.",
    )
    site_name: str = Field("明堂县人民政府", description="Name of the site, as in the masthead.")
    site_domain: str = Field(
        "", description="Domain without scheme for the SiteDomain tag. Empty: from public_url."
    )
    site_code: str = Field("", description="网站标识码, 10 characters; shown in the footer when set.")
    host_unit: str = Field("明堂县人民政府办公室", description="主办单位 in the footer.")
    contact: str = Field("", description="Contact in the footer, such as a phone number.")
    icp: str = Field("", description="ICP备案编号; shown in the footer when set.")
    police_icp: str = Field("", description="公安机关备案号; shown in the footer when set.")
    mail_from: str = Field("mingtang@localhost", description="Sender of e-mails.")
    mail_host: str = Field(
        "", description="SMTP server. Empty: e-mails are written to files in the data folder."
    )
    mail_port: int = Field(25, description="Port of the SMTP server.")
    mail_user: str = Field("", description="User name at the SMTP server.")
    mail_password: str = Field("", description="Password at the SMTP server.")
    mail_tls: bool = Field(False, description="Use STARTTLS with the SMTP server.")
    webhook_url: str = Field(
        "",
        description="Where messages for staff are posted as signed JSON, such as the county's gateway to WeChat Work, "
        "DingTalk or SMS: https://gateway.example.gov.cn/mingtang. Empty: there is no such channel.",
    )
    webhook_secret: str = Field(
        "",
        validate_default=True,
        description="Signs what is posted to MINGTANG_WEBHOOK_URL; at least 16 characters, known to the gateway.",
    )
    webhook_label: str = Field("手机消息", description="What staff call the channel behind the webhook.")

    @field_validator("webhook_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("https", "http") or not parts.hostname or not value.isascii()):
            raise ValueError("not an address such as https://gateway.example.gov.cn/mingtang")
        if parts.username is not None:
            raise ValueError(
                "a name or password in the address would not be sent; the signature tells who posts"
            )
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _long_secret(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("webhook_url") and len(value) < SECRET_LEAST:
            raise ValueError(f"at least {SECRET_LEAST} characters when MINGTANG_WEBHOOK_URL is set")
        return value


@lru_cache
def options() -> Options:
    """The settings of this process. Raises pydantic.ValidationError naming the variable that is wrong."""
    return Options()


def env_name(field: str) -> str:
    """The environment variable that sets a field."""
    alias = Options.model_fields[field].validation_alias
    return alias if isinstance(alias, str) else f"MINGTANG_{field.upper()}"


def as_markdown() -> str:
    """The page `docs/settings.md`."""
    lines = [
        "# Settings",
        "",
        "Generated from `src/mingtang/config/options.py` by `make docs`; do not edit by hand.",
        "Set them in the environment or in a file `.env` beside the Makefile.",
        "",
        "| variable | type | default | meaning |",
        "|---|---|---|---|",
    ]
    for name, info in Options.model_fields.items():
        default = info.default
        shown = " ".join(map(str, default)) if isinstance(default, list) else str(default)
        kind = "list" if isinstance(default, list) else type(default).__name__.replace("PosixPath", "path")
        text = (info.description or "").replace("|", "\\|")
        lines.append(f"| `{env_name(name)}` | {kind} | {f'`{shown}`' if shown else ''} | {text} |")
    return "\n".join(lines) + "\n"
