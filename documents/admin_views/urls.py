"""Addresses of papers and registers below /admin/."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from documents.admin_views import (
    arrivals,
    book_views,
    circulation,
    confirming,
    disposals,
    dossier_lines,
    dossiers,
    handovers,
    hidden,
    keeping,
    numbers,
    readings,
    registers,
    sending,
    years,
)


class YearConverter(IntConverter):
    """A year that a date can have, in four digits; another number is no address."""

    regex = "(?!0000)[0-9]{4}"

    def to_url(self, value: int | str) -> str:
        return str(value).zfill(4)


register_converter(YearConverter, "year")

urlpatterns = [
    path("van-ban/doc/", readings.begin, name="documents_read"),
    path("van-ban/doc/<int:pk>/", confirming.confirm, name="documents_reading"),
    path("van-ban/doc/<int:pk>/nhap/", confirming.keep, name="documents_reading_draft"),
    path("van-ban/doc/<int:pk>/nhap-tay/", readings.by_hand, name="documents_reading_by_hand"),
    path("van-ban/doc/<int:pk>/trang/<int:number>/", readings.page, name="documents_reading_page"),
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
    path("van-ban/<int:pk>/bao-quan/", keeping.keeping, name="documents_keeping"),
    path("van-ban/<int:pk>/bao-quan/ho-so/", keeping.put_in, name="documents_keeping_put_in"),
    path("van-ban/<int:pk>/bao-quan/thoi-han/", keeping.term, name="documents_keeping_term"),
    path("van-ban/<int:pk>/bao-quan/dong-bang/", keeping.freeze, name="documents_keeping_freeze"),
    path("van-ban/<int:pk>/bao-quan/ban-luu/", keeping.lend, name="documents_keeping_lend"),
    path("van-ban/<int:pk>/bao-quan/tra/", keeping.take_back, name="documents_keeping_take_back"),
    path("dong-bang/", keeping.holds, name="documents_holds"),
    path("dong-bang/<int:pk>/", keeping.lift, name="documents_lift"),
    path("ho-so/", dossiers.dossiers, name="documents_dossiers"),
    path("ho-so/danh-muc.<str:form>", dossiers.catalogue, name="documents_catalogue"),
    path("ho-so/mo/", dossiers.open_dossier, name="documents_open_dossier"),
    path("ho-so/tai/<int:pk>/", dossiers.fetch, name="documents_fetch_dossier"),
    path("ho-so/nop-luu/", handovers.hand_over, name="documents_hand_over"),
    path("ho-so/nop-luu/<int:pk>/", handovers.handover, name="documents_handover"),
    path("ho-so/nop-luu/<int:pk>/muc-luc.<str:form>", handovers.printed, name="documents_handover_list"),
    path("ho-so/nop-luu/<int:pk>/bien-ban.<str:form>", handovers.minutes, name="documents_handover_minutes"),
    path("ho-so/<int:pk>/", dossiers.dossier, name="documents_dossier"),
    path("ho-so/<int:pk>/sua/", dossiers.edit, name="documents_dossier_edit"),
    path("ho-so/<int:pk>/them/", dossier_lines.add, name="documents_dossier_add"),
    path("ho-so/<int:pk>/tai-lieu/", dossier_lines.add_material, name="documents_dossier_material"),
    path("ho-so/<int:pk>/bo/<int:line>/", dossier_lines.remove, name="documents_dossier_remove"),
    path("ho-so/<int:pk>/danh-so/", dossier_lines.number_anew, name="documents_dossier_number"),
    path("ho-so/<int:pk>/so-to/", dossier_lines.sheets, name="documents_dossier_sheets"),
    path("ho-so/<int:pk>/ket-thuc/", dossiers.close, name="documents_dossier_close"),
    path("ho-so/<int:pk>/mo-lai/", dossiers.reopen, name="documents_dossier_reopen"),
    path("ho-so/<int:pk>/thoi-han/", dossiers.term, name="documents_dossier_term"),
    path("ho-so/<int:pk>/dong-bang/", keeping.freeze_dossier, name="documents_dossier_freeze"),
    path("ho-so/<int:pk>/ket-xuat/", dossiers.export, name="documents_dossier_export"),
    path("ho-so/<int:pk>/muc-luc.<str:form>", dossiers.index, name="documents_dossier_index"),
    path("het-gia-tri/", disposals.expired, name="documents_expired"),
    path("het-gia-tri/<int:pk>/", disposals.disposal, name="documents_disposal"),
    path("het-gia-tri/<int:pk>/dong/<int:line>/", disposals.decide, name="documents_disposal_decide"),
    path("het-gia-tri/<int:pk>/trinh/", disposals.propose, name="documents_disposal_propose"),
    path("het-gia-tri/<int:pk>/duyet/", disposals.approve, name="documents_disposal_approve"),
    path("het-gia-tri/<int:pk>/lam-tiep/", disposals.resume, name="documents_disposal_resume"),
    path("het-gia-tri/<int:pk>/tra-lai/", disposals.give_back, name="documents_disposal_return"),
    path("het-gia-tri/<int:pk>/bo/", disposals.give_up, name="documents_disposal_give_up"),
    path("het-gia-tri/<int:pk>/danh-muc.<str:form>", disposals.printed, name="documents_disposal_list"),
    path("het-gia-tri/<int:pk>/bien-ban.<str:form>", disposals.minutes, name="documents_disposal_minutes"),
    path("so/", registers.books, name="documents_registers"),
    path("so/<int:pk>/<year:year>/", registers.book, name="documents_register"),
    path("so/<int:pk>/<year:year>/so.<str:form>", registers.export, name="documents_register_export"),
    path("so/<int:pk>/<year:year>/khung-nhin/", book_views.keep, name="documents_keep_view"),
    path("so/<int:pk>/<year:year>/khung-nhin/<int:view>/bo/", book_views.drop, name="documents_drop_view"),
    path("so/<int:pk>/<year:year>/bat-dau/", years.start, name="documents_start_series"),
    path("so/<int:pk>/<year:year>/ket-thuc/", years.close, name="documents_close_year"),
    path("so/<int:pk>/<year:year>/ket-thuc/thong-ke.<str:form>", years.statement, name="documents_statement"),
    path("so/<int:pk>/vao-so/", arrivals.enter, name="documents_enter_arrival"),
    path("so/den/<int:pk>/", arrivals.arrival, name="documents_arrival"),
    path("so/den/<int:pk>/phieu.<str:form>", arrivals.slip, name="documents_arrival_slip"),
    path("so/den/<int:pk>/dau-den.pdf", arrivals.stamp, name="documents_arrival_stamp"),
    path("so/den/<int:pk>/phan-cong/", arrivals.assign, name="documents_assign_arrival"),
    path("so/den/<int:pk>/giai-quyet/", arrivals.finish, name="documents_finish_arrival"),
    path("so/huy/<int:pk>/", registers.void, name="documents_void_number"),
]
