import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingtang.config.settings")
application = get_wsgi_application()


def _warm() -> None:
    """Loads the dictionaries of the search before the first visitor asks, and takes all that is loaded out of the
    collector's rounds: each of them would hold up a page.
    """
    from mingtang.kernel.search.reading import read
    from mingtang.kernel.search.spelling import sound

    sound(read("预热").text)
    gc.collect()
    gc.freeze()


_warm()
