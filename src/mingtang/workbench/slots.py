"""The workbench's own chapters of the desk."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.web.slots import CHAPTERS, Chapter
from mingtang.workbench import grants


def register() -> None:
    CHAPTERS.register("home", Chapter(_("今日待办"), "workbench:home", 10))
    CHAPTERS.register(
        "units", Chapter(_("单位与岗位"), "workbench:units", 60, (grants.UNIT_VIEW, grants.UNIT_MANAGE))
    )
    CHAPTERS.register("password", Chapter(_("修改密码"), "workbench:password", 95))
    CHAPTERS.register("absences", Chapter(_("离岗登记"), "workbench:absences", 70))
