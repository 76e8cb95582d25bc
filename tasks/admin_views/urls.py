"""Addresses of tasks below /admin/."""

from django.urls import path

from tasks.admin_views import assignments, papers

urlpatterns = [
    path("nhiem-vu/", assignments.index, name="tasks_assignments"),
    path("nhiem-vu/danh-sach.<str:form>", assignments.export, name="tasks_assignments_export"),
    path("nhiem-vu/phan/<int:pk>/", assignments.detail, name="tasks_assignment"),
    path("nhiem-vu/phan/<int:pk>/bo/", papers.remove_part, name="tasks_remove_part"),
    path("nhiem-vu/de-xuat/", papers.proposals, name="tasks_proposals"),
    path("nhiem-vu/van-ban/<int:pk>/", papers.of_paper, name="tasks_of_document"),
    path("nhiem-vu/van-ban/<int:pk>/them/", papers.add, name="tasks_add"),
    path("nhiem-vu/van-ban/<int:pk>/giao/", papers.give_all, name="tasks_give_all"),
    path("nhiem-vu/<int:pk>/", papers.edit, name="tasks_edit"),
    path("nhiem-vu/<int:pk>/co-quan/", papers.add_part, name="tasks_add_part"),
    path("nhiem-vu/<int:pk>/giao/", papers.give, name="tasks_give"),
    path("nhiem-vu/<int:pk>/huy/", papers.cancel, name="tasks_cancel"),
]
