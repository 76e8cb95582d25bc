"""Addresses of papers and their files."""

from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("van-ban/<int:pk>/", views.permanent, name="permanent"),
    path("dan-chieu/", views.citations, name="citations"),
    path("tep/<int:pk>/trang-dau.webp", views.first_page, name="first_page"),
    path("tep/<int:pk>/<str:name>", views.file, name="file"),
]
