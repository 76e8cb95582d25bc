"""Every address, in the order they are tried: ours, the shadows over Wagtail's, then Wagtail's."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from config import shadows
from config.api import api, description

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("home.urls")),
    path("", include("search.urls")),
    path("", include("documents.urls")),
    path("api/", description, name="api_description"),
    path("api/v1/", api.urls),
    # Above Wagtail's: a password is asked for in one place only.
    path("admin/login/", shadows.sign_in, name="wagtailadmin_login"),
    re_path(r"^admin/password_reset/", shadows.absent),
    re_path(r"^admin/failwhale/", shadows.absent),
    # Papers hold files, not pictures, and no address would serve them.
    re_path(r"^admin/images/", shadows.absent),
    path("admin/account/", shadows.account, name="wagtailadmin_account"),
    path("_util/login/", shadows.sign_in, name="wagtailcore_login"),
    re_path(r"^_util/authenticate_with_password/", shadows.absent),
    # A file is handed out by documents.urls, which asks its paper first.
    re_path(
        r"^documents/(?P<pk>\d+)/(?P<name>[^/]+)$",
        RedirectView.as_view(pattern_name="documents:file"),
        name="wagtaildocs_serve",
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("", include(wagtail_urls)),
]

handler400 = "home.views.errors.bad_request"
handler403 = "home.views.errors.forbidden"
handler404 = "home.views.errors.not_found"
handler500 = "home.views.errors.server_error"
