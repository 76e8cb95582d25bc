"""Addresses of lists below /admin/."""

from django.urls import path

from sheets import views

urlpatterns = [
    path("nhap/<slug:kind>/", views.upload, name="sheets_import"),
    path("nhap/<slug:kind>/mau.xlsx", views.template, name="sheets_template"),
    path("nhap-danh-sach/<uuid:pk>/", views.preview, name="sheets_upload"),
    path("nhap-danh-sach/<uuid:pk>/cot/", views.columns, name="sheets_columns"),
    path("nhap-danh-sach/<uuid:pk>/nhap/", views.run, name="sheets_run"),
    path("nhap-danh-sach/<uuid:pk>/dong-loi.xlsx", views.refused_rows, name="sheets_refused"),
    path("nhap-danh-sach/<uuid:pk>/hoan-tac/", views.undo, name="sheets_undo"),
    path("xuat/<slug:kind>/danh-sach.<str:form>", views.export, name="sheets_export"),
]
