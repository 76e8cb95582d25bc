"""What an agency does with its part: accept, refuse, ask for more time. Reports are in home.views.report."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.http import require_http_methods

from agencies.actions import Refused
from home import drafts, parts, periods
from home.forms.report import ExtensionForm, OfficerForm, RefusalForm
from home.views.gates import form_is_old, keeps_text, person, signed_in
from home.views.part import source_address, trail
from tasks.actions import Accept, AskExtension, Delegate, Refuse
from tasks.marks import marks_of
from tasks.models import Assignment
from vietnamese.dates import short


def own_part(request: HttpRequest, pk: int) -> Assignment:
    """A part of an agency this person acts for; any other is like an absent one."""
    return get_object_or_404(Assignment.objects.of_agencies_of(request.user).listed(), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """One click. A GET comes from signing in again: the button is on the page of the part."""
    part = own_part(request, pk)
    if request.method == "POST":
        try:
            Accept(part, person(request)).execute()
            messages.success(request, _("Accepted: %(task)s") % {"task": part.task.title})
        except Refused as refusal:
            messages.error(request, str(refusal))
        if request.POST.get("from") == "desk":
            return redirect(f"{reverse('home:desk')}?co-quan={part.agency_id}")
    return redirect("home:part", pk=pk)


@method_decorator([keeps_text, signed_in], name="dispatch")
class PartForm(View):
    """A page with one form about a part. Whatever happens, what was typed stays in the form."""

    form_class: ClassVar[type[forms.Form]]
    template_name = "home/desk/form.html"
    heading: ClassVar[Any] = ""
    button: ClassVar[Any] = ""

    request: HttpRequest
    part: Assignment

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.part = own_part(request, kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        typed = drafts.recall(request)
        return self.show(self.form(initial=typed["fields"] if typed else None), returned=typed)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if form_is_old(request):
            return self.ask_again()
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form)
        try:
            self.act(form)
        except Refused as refusal:
            form.add_error(None, self.closed() or str(refusal))
            return self.show(form, stale=True)
        return redirect("home:part", pk=pk)

    def form(self, *args: Any, **kwargs: Any) -> Any:
        return self.form_class(*args, **kwargs)

    def act(self, form: Any) -> None:
        raise NotImplementedError

    def closed(self) -> str:
        """Why the form cannot be sent now; empty when it can."""
        self.part.refresh_from_db(fields=["state", "due_on", "done_on"])
        return "" if self.open_now() else parts.closed_words(self.part)

    def open_now(self) -> bool:
        raise NotImplementedError

    def may(self) -> parts.Choices:
        return parts.choices(self.part, self.request.user, parts.extension_waits(self.part))

    def ask_again(self) -> HttpResponse:
        """The form came from before signing in anew: nothing is changed, it is shown filled."""
        fields = {name: str(value) for name, value in self.request.POST.items()}
        returned = {"fields": fields, "files": bool(self.request.FILES)}
        return self.show(self.form(initial=fields), returned=returned)

    def show(self, form: Any, **more: Any) -> HttpResponse:
        return render(
            self.request,
            self.template_name,
            {
                "form": form,
                "part": self.part,
                "labels": marks_of(self.part),
                "heading": self.heading,
                "button": self.button,
                "closed": "" if more.get("stale") else self.closed(),
                "source": source_address(self.part, self.request.user),
                "trail": trail(self.request, str(self.heading), part=self.part),
                "here": self.request.path,
                **more,
            },
        )


class RefusePart(PartForm):
    form_class = RefusalForm
    heading = gettext_lazy("Refuse the task")
    button = gettext_lazy("Send the refusal")

    def open_now(self) -> bool:
        return self.may().refuse

    def act(self, form: RefusalForm) -> None:
        Refuse(self.part, person(self.request), reason=form.cleaned_data["reason"]).execute()
        messages.success(self.request, _("The refusal was sent. The secretariat will answer."))


class DelegatePart(PartForm):
    form_class = OfficerForm
    heading = gettext_lazy("Pass to a colleague")
    button = gettext_lazy("Pass it on")

    def open_now(self) -> bool:
        return self.may().delegate

    def form(self, *args: Any, **kwargs: Any) -> OfficerForm:
        return OfficerForm(*args, part=self.part, **kwargs)

    def act(self, form: OfficerForm) -> None:
        officer, words = form.cleaned_data["officer"], form.cleaned_data["words"]
        self.part.officer_id = form.cleaned_data["seen"]
        try:
            Delegate(self.part, person(self.request), officer=officer, words=words).execute()
        except Refused:
            self._show_who_has_it(form)
            raise
        said = (
            _("%(name)s does this part from now on.") if officer else _("The part is with the whole agency.")
        )
        messages.success(self.request, said % {"name": officer.get_full_name() if officer else ""})

    def _show_who_has_it(self, form: OfficerForm) -> None:
        """What was typed stays; sent once more it is meant as things stand now."""
        self.part.refresh_from_db(fields=["officer"])
        said = self.request.POST.copy()
        said["seen"] = str(self.part.officer_id or "")
        form.data = said


class AskForExtension(PartForm):
    form_class = ExtensionForm
    template_name = "home/desk/extension.html"
    heading = gettext_lazy("Ask for an extension")
    button = gettext_lazy("Send the request")

    def open_now(self) -> bool:
        return self.may().extend

    def closed(self) -> str:
        words = super().closed()
        if not words and self.open_now():
            return ""
        if parts.extension_waits(self.part):
            return _("An extension already waits for a decision.")
        if self.part.due_on is None:
            return _("This task has no date, so there is nothing to extend.")
        return words

    def form(self, *args: Any, **kwargs: Any) -> ExtensionForm:
        return ExtensionForm(*args, part=self.part, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.POST.get("pick"):
            # A button that fills in a date; the reason typed so far stays.
            fields = {"new_due_on": request.POST["pick"], "reason": request.POST.get("reason", "")}
            return self.show(self.form(initial=fields))
        return super().post(request, pk)

    def act(self, form: ExtensionForm) -> None:
        new, reason = form.cleaned_data["new_due_on"], form.cleaned_data["reason"]
        AskExtension(self.part, person(self.request), new_due_on=new, reason=reason).execute()
        messages.success(
            self.request,
            _("The request to extend to %(day)s was sent. The secretariat will decide.")
            % {"day": short(new)},
        )

    def show(self, form: Any, **more: Any) -> HttpResponse:
        return super().show(form, picks=periods.ends(timezone.localdate(), self.part.due_on), **more)
