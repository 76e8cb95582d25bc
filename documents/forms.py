"""Forms of the public pages of papers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.looking_up import LONGEST


class CitationsForm(forms.Form):
    """Asked by GET: the page has no cookie, and an answer can be sent on as an address."""

    text = forms.CharField(
        label=_("Text with citations"),
        help_text=_("A number, a sentence or a page, for example: pursuant to Decree 30/2020/NĐ-CP."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST,
        error_messages={"required": _("Paste a text or a number first.")},
    )
