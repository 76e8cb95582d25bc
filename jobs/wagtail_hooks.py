"""What the jobs app tells Wagtail: where work can be watched."""

from __future__ import annotations

from typing import Any

from django.urls import path
from wagtail import hooks

from jobs import admin_views


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("viec-nen/", admin_views.index, name="jobs_index"),
        path("viec-nen/<int:pk>/", admin_views.job, name="jobs_job"),
        path("viec-nen/<int:pk>/tep/", admin_views.made, name="jobs_file"),
    ]
