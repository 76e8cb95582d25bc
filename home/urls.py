"""Addresses of the pages outside the page tree."""

from django.urls import path

from home.views import accessibility, appearance, health, sign_in

app_name = "home"

urlpatterns = [
    path("giao-dien/", appearance.choose, name="appearance"),
    path("suc-khoe/", health.health, name="health"),
    path("dang-nhap/", sign_in.SignIn.as_view(), name="sign_in"),
    path("dang-xuat/", sign_in.SignOut.as_view(), name="sign_out"),
    path("kha-nang-tiep-can/", accessibility.statement, name="accessibility"),
]
