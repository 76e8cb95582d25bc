"""Addresses of search."""

from django.urls import path

from search import keeping, views

app_name = "search"
urlpatterns = [
    path("tra-cuu/", views.search, name="search"),
    path("tra-cuu/tuong-tu/<int:pk>/", views.alike, name="similar"),
    path("tra-cuu/xuat/", views.export, name="export"),
    path("tra-cuu/mo/", keeping.opened, name="opened"),
    path("tra-cuu/da-luu/", keeping.listing, name="saved"),
    path("tra-cuu/luu/", keeping.save, name="save"),
    path("tra-cuu/da-luu/<int:pk>/sua/", keeping.change, name="change_saved"),
    path("tra-cuu/da-luu/thoi-thu/<str:token>/", keeping.unsubscribe, name="unsubscribe"),
    path("tra-cuu/da-luu/<int:pk>/xem/", keeping.see, name="see"),
    path("tra-cuu/da-luu/<int:pk>/xoa/", keeping.forget, name="forget"),
    path("tra-cuu/goi-y/", views.suggest, name="suggest"),
]
