"""Addresses of tasks below /admin/."""

from django.urls import path

from tasks.admin_views import (
    assignments,
    bulk,
    consolidation,
    drawing,
    holidays,
    issuing,
    papers,
    rounds,
    views,
)

urlpatterns = [
    path("nhiem-vu/", assignments.index, name="tasks_assignments"),
    path("nhiem-vu/khung-nhin/", views.save, name="tasks_save_view"),
    path("nhiem-vu/khung-nhin/<int:pk>/bo/", views.remove, name="tasks_remove_view"),
    path("nhiem-vu/nhieu/", bulk.decide, name="tasks_bulk"),
    path("nhiem-vu/danh-sach.<str:form>", assignments.export, name="tasks_assignments_export"),
    path("nhiem-vu/phan/<int:pk>/", assignments.detail, name="tasks_assignment"),
    path("nhiem-vu/phan/<int:pk>/bo/", papers.remove_part, name="tasks_remove_part"),
    path("nhiem-vu/de-xuat/", papers.proposals, name="tasks_proposals"),
    path("nhiem-vu/van-ban/<int:pk>/", papers.of_paper, name="tasks_of_document"),
    path("nhiem-vu/van-ban/<int:pk>/rut/", drawing.draw, name="tasks_draw"),
    path("nhiem-vu/van-ban/<int:pk>/de-xuat/", drawing.propose, name="tasks_propose"),
    path("nhiem-vu/van-ban/<int:pk>/them/", papers.add, name="tasks_add"),
    path("nhiem-vu/van-ban/<int:pk>/giao/", papers.give_all, name="tasks_give_all"),
    path("nhiem-vu/<int:pk>/", papers.edit, name="tasks_edit"),
    path("nhiem-vu/<int:pk>/co-quan/", papers.add_part, name="tasks_add_part"),
    path("nhiem-vu/<int:pk>/giao/", papers.give, name="tasks_give"),
    path("nhiem-vu/<int:pk>/huy/", papers.cancel, name="tasks_cancel"),
    path("ngay-nghi-du-kien/<int:year>/", holidays.propose, name="tasks_expected_holidays"),
    path("bao-cao-ky/", rounds.index, name="tasks_rounds"),
    path("bao-cao-ky/<int:pk>/", rounds.detail, name="tasks_round"),
    path("bao-cao-ky/<int:pk>/co-quan.<str:form>", rounds.export, name="tasks_round_export"),
    path("bao-cao-ky/<int:pk>/tong-hop/", consolidation.consolidate, name="tasks_consolidate"),
    path("bao-cao-ky/<int:pk>/tong-hop.docx", consolidation.word_file, name="tasks_consolidate_word"),
    path("bao-cao-ky/<int:pk>/phu-luc.<str:form>", consolidation.annex_file, name="tasks_annex"),
    path("bao-cao-ky/<int:pk>/so-lieu.<str:form>", consolidation.figures_file, name="tasks_figures_annex"),
    path("bao-cao-ky/<int:pk>/phat-hanh/", issuing.issue, name="tasks_issue"),
    path("bao-cao-ky/<int:pk>/don-doc/", consolidation.chase, name="tasks_chase"),
    path("bao-cao-ky/bao-cao/<int:pk>/", rounds.report, name="tasks_report"),
    path("bao-cao-ky/yeu-cau/", rounds.ask, name="tasks_ask"),
    path("bao-cao-ky/lich/", rounds.schedules, name="tasks_schedules"),
    path("bao-cao-ky/lich/<int:pk>/", rounds.schedule, name="tasks_schedule"),
]
