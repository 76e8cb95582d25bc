"""What the site promises to readers with disabilities, and where to report a problem."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe


@require_safe
def statement(request: HttpRequest) -> HttpResponse:
    trail = [("/", _("Home")), ("", _("Accessibility statement"))]
    contact = settings.DEFAULT_FROM_EMAIL
    return render(request, "home/accessibility.html", {"trail": trail, "contact": contact})
