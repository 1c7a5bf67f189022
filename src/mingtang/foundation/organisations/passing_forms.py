"""Forms of short texts that pass the guard when they are saved (`outgoing`)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.outgoing import PASSING, Blocked, Passed
from mingtang.kernel.refusals import Refusal

SEEN = "passing_seen"
FIELDS = (PASSING, SEEN)


class Passable(forms.BaseForm):
    """Mixed into a form, before its base: once the guard refused what was typed, those who may let it through are
    asked why. Until then the field is there and not seen.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[PASSING] = forms.CharField(
            label=_("放行理由"),
            max_length=500,
            required=False,
            widget=forms.HiddenInput,
            help_text=_("例如：这是单位的对公账户，依法应当公开。能改的请先改，改好的不用写"),
        )
        self.fields[SEEN] = forms.CharField(required=False, widget=forms.HiddenInput)
        if str(self.data.get(self.add_prefix(PASSING), "")).strip():
            self._ask()

    def take_refusal(self, refusal: Refusal) -> None:
        """Remembers what the person is shown now (`web.refusals.take_errors` calls it)."""
        if isinstance(refusal, Blocked) and PASSING in refusal.fields:
            self._ask()
            data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, when a form was sent
            name = self.add_prefix(SEEN)
            # What was shown before is not shown again where the reason given was enough for it.
            data[name] = " ".join(sorted(refusal.seen.union(str(data.get(name, "")).split())))
            self.data = data

    def _ask(self) -> None:
        self.fields[PASSING].widget = forms.Textarea(attrs={"rows": 2, "maxlength": 500})

    @property
    def passed(self) -> Passed:
        """Why what blocks is let through, of a form that is valid."""
        return passed_of(self.cleaned_data)

    def typed(self) -> dict[str, Any]:
        """What was typed besides."""
        return {name: value for name, value in self.cleaned_data.items() if name not in FIELDS}


class PassingForm(Passable, forms.Form):
    """Of an act by which something becomes public: nothing is typed but why something is let through."""


def passed_of(data: Mapping[str, Any]) -> Passed:
    """Why what blocks is let through, of the cleaned data of a form."""
    return Passed(str(data.get(PASSING, "")), frozenset(str(data.get(SEEN, "")).split()))
