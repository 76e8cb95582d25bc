"""The tabs of the form in which a paper is written in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Page

from documents.page_form import IssuedNotice, ReturnedNotice

_REGISTRATION = [
    IssuedNotice(),
    ReturnedNotice(),
    FieldPanel("type"),
    FieldPanel("subject", required_on_save=True),
    MultiFieldPanel(
        [
            FieldPanel("number"),
            FieldPanel("suffix"),
            FieldPanel("symbol"),
            FieldPanel("printed"),
        ],
        heading=_("Number and symbol"),
        help_text=_("Leave the number empty for a paper of our own: it is taken from the register."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("issuer"),
            FieldPanel("issuer_as_written"),
            FieldPanel("place"),
            FieldPanel("issued_on"),
        ],
        heading=_("Issue"),
    ),
    MultiFieldPanel([FieldPanel("effective_on"), FieldPanel("expires_on")], heading=_("Effect")),
    MultiFieldPanel([FieldPanel("signer"), FieldPanel("signer_titles")], heading=_("Signature")),
    FieldPanel("recipients"),
    MultiFieldPanel(
        [
            FieldPanel("urgency"),
            FieldPanel("circulation"),
            InlinePanel("readers", label=_("Agency that reads it")),
            FieldPanel("protected_names"),
        ],
        heading=_("Circulation"),
    ),
]
_TEXT = [
    HelpPanel(content=_("Clauses, citations and the outline are read from this text when it is published.")),
    FieldPanel("text"),
]
EDIT_HANDLER = TabbedInterface(
    [
        ObjectList(_REGISTRATION, heading=_("Registration")),
        ObjectList(_TEXT, heading=pgettext_lazy("paper", "Text")),
        ObjectList([InlinePanel("files", label=_("File"))], heading=_("Files")),
        ObjectList([InlinePanel("relations", label=_("Relation"))], heading=_("Relations")),
        ObjectList(Page.promote_panels, heading=_("Address")),
        ObjectList(Page.settings_panels, heading=_("Publication")),
    ]
)
