"""Addresses of the pages outside the page tree."""

from django.contrib.sitemaps.views import index as sitemap_index
from django.contrib.sitemaps.views import sitemap
from django.urls import path

from home.views import (
    accessibility,
    acts,
    addresses,
    appearance,
    desk,
    feeds,
    health,
    lists,
    notices,
    officers,
    overview,
    part,
    report,
    sign_in,
)
from home.views.rounds import reading, writing

app_name = "home"
SITEMAPS = {"sitemaps": {"van-ban": feeds.Papers}}

urlpatterns = [
    path("giao-dien/", appearance.choose, name="appearance"),
    path("suc-khoe/", health.health, name="health"),
    path("dang-nhap/", sign_in.SignIn.as_view(), name="sign_in"),
    path("dang-xuat/", sign_in.SignOut.as_view(), name="sign_out"),
    path("viec/", desk.index, name="desk"),
    path("viec/xuat/", desk.export, name="desk_export"),
    path("viec/tep/<int:pk>/", part.evidence, name="evidence"),
    path("viec/<int:pk>/", part.page, name="part"),
    path("viec/<int:pk>/nhan/", acts.accept, name="accept"),
    path("viec/<int:pk>/tu-choi/", acts.RefusePart.as_view(), name="refuse"),
    path("viec/<int:pk>/giao/", acts.DelegatePart.as_view(), name="delegate"),
    path("viec/<int:pk>/bao-cao/", report.Report.as_view(), name="report"),
    path("viec/<int:pk>/bao-cao/nhap/", report.report_draft, name="report_draft"),
    path("viec/<int:pk>/gia-han/", acts.AskForExtension.as_view(), name="extension"),
    path("thong-bao/", notices.index, name="notices"),
    path("thong-bao/da-doc/", notices.read_all, name="notices_read"),
    path("thong-bao/cai-dat/", notices.Choices.as_view(), name="notice_settings"),
    path("thong-bao/dia-chi/", addresses.Addresses.as_view(), name="feed_addresses"),
    path("thong-bao/dia-chi/<int:pk>/thu-hoi/", addresses.revoke, name="feed_revoke"),
    path("lich/<str:secret>.ics", feeds.calendar, name="calendar"),
    path("tin/<str:secret>.rss", feeds.EventFeed(), name="feed"),
    path("van-ban-moi.rss", feeds.NewPapers(), name="new_papers"),
    path("sitemap.xml", sitemap_index, {**SITEMAPS, "sitemap_url_name": "home:sitemap_part"}, name="sitemap"),
    path("sitemap-<str:section>.xml", sitemap, SITEMAPS, name="sitemap_part"),
    path("robots.txt", feeds.robots, name="robots"),
    path("thong-bao/<int:pk>/", notices.go, name="notice"),
    path("viec/ban-giao/", officers.hand_over, name="hand_over"),
    path("viec/ban-giao/hoan-tac/", officers.take_back, name="take_back"),
    path("viec/danh-sach/<slug:key>/", lists.listing, name="list"),
    path("viec/danh-sach/<slug:key>/xuat/", lists.export, name="list_export"),
    path("viec/bao-cao-ky/", reading.index, name="rounds"),
    path("viec/bao-cao-ky/<int:pk>/", reading.Lines.as_view(), name="round_report"),
    path("viec/bao-cao-ky/<int:pk>/viec/<int:part>/", writing.Line.as_view(), name="round_line"),
    path("viec/bao-cao-ky/<int:pk>/viec/<int:part>/nhap/", writing.line_draft, name="round_line_draft"),
    path("viec/bao-cao-ky/<int:pk>/khong-phat-sinh/", writing.Nothing.as_view(), name="round_nothing"),
    path("viec/bao-cao-ky/<int:pk>/so-lieu/", writing.Figures.as_view(), name="round_figures"),
    path("viec/bao-cao-ky/<int:pk>/danh-gia/", writing.Words.as_view(), name="round_words"),
    path("viec/bao-cao-ky/<int:pk>/danh-gia/nhap/", writing.words_draft, name="round_words_draft"),
    path("viec/bao-cao-ky/<int:pk>/mau/", reading.Template.as_view(), name="round_template"),
    path("viec/bao-cao-ky/<int:pk>/nhap-excel/", writing.Sheet.as_view(), name="round_sheet"),
    path("viec/bao-cao-ky/<int:pk>/kiem-tra/", reading.Check.as_view(), name="round_check"),
    path("viec/bao-cao-ky/<int:pk>/gui/", writing.Send.as_view(), name="round_send"),
    path("viec/bao-cao-ky/<int:pk>/bien-nhan/", reading.Receipt.as_view(), name="round_receipt"),
    path("viec/bao-cao-ky/<int:pk>/thu-hoi/", writing.Withdraw.as_view(), name="round_withdraw"),
    path("tong-quan/", overview.index, name="overview"),
    path("tong-quan/danh-sach/", overview.listing, name="overview_list"),
    path("tong-quan/xuat/", overview.export, name="overview_export"),
    path("kha-nang-tiep-can/", accessibility.statement, name="accessibility"),
]
