"""Addresses of papers and registers below /admin/."""

from django.urls import path

from documents.admin_views import (
    arrivals,
    circulation,
    confirming,
    hidden,
    numbers,
    readings,
    registers,
    sending,
    years,
)

urlpatterns = [
    path("van-ban/doc/", readings.begin, name="documents_read"),
    path("van-ban/doc/<int:pk>/", confirming.confirm, name="documents_reading"),
    path("van-ban/doc/<int:pk>/nhap/", confirming.keep, name="documents_reading_draft"),
    path("van-ban/doc/<int:pk>/bo/", readings.discard, name="documents_reading_discard"),
    path("van-ban/<int:pk>/du-lieu-an/", hidden.hidden, name="documents_hidden"),
    path("van-ban/<int:pk>/cap-so/", numbers.take, name="documents_take_number"),
    path("van-ban/<int:pk>/noi-nhan/", sending.send, name="documents_send"),
    path("van-ban/<int:pk>/noi-nhan/gui-lai/", sending.send_again, name="documents_send_again"),
    path("van-ban/<int:pk>/thu-hoi/", sending.recall, name="documents_recall"),
    path("van-ban/<int:pk>/soan/<str:relation>/", sending.draft_another, name="documents_draft_another"),
    path("van-ban/luu-hanh/", circulation.widenings, name="documents_widenings"),
    path("van-ban/luu-hanh/<int:pk>/", circulation.decide, name="documents_decide_widening"),
    path("van-ban/<int:pk>/luu-hanh/", circulation.circulation, name="documents_circulation"),
    path("so/", registers.books, name="documents_registers"),
    path("so/<int:pk>/<int:year>/", registers.book, name="documents_register"),
    path("so/<int:pk>/<int:year>/so.<str:form>", registers.export, name="documents_register_export"),
    path("so/<int:pk>/<int:year>/bat-dau/", years.start, name="documents_start_series"),
    path("so/<int:pk>/<int:year>/ket-thuc/", years.close, name="documents_close_year"),
    path("so/<int:pk>/vao-so/", arrivals.enter, name="documents_enter_arrival"),
    path("so/den/<int:pk>/", arrivals.arrival, name="documents_arrival"),
    path("so/den/<int:pk>/phan-cong/", arrivals.assign, name="documents_assign_arrival"),
    path("so/den/<int:pk>/giai-quyet/", arrivals.finish, name="documents_finish_arrival"),
    path("so/huy/<int:pk>/", registers.void, name="documents_void_number"),
]
