"""Addresses of the pages outside the page tree."""

from django.urls import path

from home.views import accessibility, appearance

app_name = "home"

urlpatterns = [
    path("giao-dien/", appearance.choose, name="appearance"),
    path("kha-nang-tiep-can/", accessibility.statement, name="accessibility"),
]
