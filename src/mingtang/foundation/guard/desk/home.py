"""The guard's home at the desk."""

from mingtang.foundation.guard import kinds
from mingtang.foundation.web.scoped import DeskView


class HomeView(DeskView):
    template_name = "guard/desk/home.html"
    actions = kinds.STAFF
