"""The staff face of the guard."""

from mingtang.foundation.guard.desk.home import HomeView
from mingtang.foundation.guard.desk.subject import SubjectView

__all__ = ["HomeView", "SubjectView"]
