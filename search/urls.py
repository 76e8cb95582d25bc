"""Addresses of search."""

from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("tra-cuu/", views.search, name="search"),
    path("tra-cuu/tuong-tu/<int:pk>/", views.alike, name="similar"),
    path("tra-cuu/goi-y/", views.suggest, name="suggest"),
]
