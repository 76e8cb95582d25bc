"""Settings shared by every place the site runs in."""

from pathlib import Path
from typing import Any

from config import database, env, mail
from config.date_formats import DATE_INPUT, DATETIME_INPUT, TIME_INPUT

ENVIRONMENT = env.read()
BASE_DIR: Path = env.ROOT
VAR_DIR: Path = ENVIRONMENT.var

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "home",
    "search",
    "notices",
    "tasks",
    "documents",
    "agencies",
    "sheets",
    "jobs",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",  # for a drawing that the admin's style sheet names; its pages are closed (config.urls)
    "config.apps.WagtailSearchWithoutIndex",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "import_export",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
]

# No LocaleMiddleware: an office's English Windows asks for English, its clerk does not. Pages are
# Vietnamese; in the admin each person may choose English in their own account.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "home.middleware.PublicAnswers",
    "config.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "agencies.middleware.AdminForStaffOnly",
    "agencies.middleware.RefusedByDatabase",
    "documents.middleware.TypedIsKept",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "home.middleware.CircleAnswers",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "config.middleware.TextWithoutNul",
    "config.middleware.StrangeToWagtail",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# ---- Data

DATABASES = {"default": database.configuration(ENVIRONMENT)}

# Shared by all processes: limits on login attempts must count together.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # What would cost more to share than to count anew in each process (agencies/frequency.py).
    "process": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "process",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

# A task enqueued inside a transaction is a row of that transaction: it cannot be lost or run too early.
TASKS: dict[str, dict[str, Any]] = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# ---- Language, dates, numbers

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "libraries"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # document numbers and years are numbers too; templates ask with |intcomma
FORMAT_MODULE_PATH = ["config.formats"]
# django-import-export reads these settings and not the language's formats.
DATE_INPUT_FORMATS = DATE_INPUT
TIME_INPUT_FORMATS = TIME_INPUT
DATETIME_INPUT_FORMATS = DATETIME_INPUT
FIRST_DAY_OF_WEEK = 1

# ---- Who may come in

AUTH_USER_MODEL = "agencies.User"
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/viec/"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "phien"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "documents.views.form_is_old"
TRUSTED_PROXY_COUNT = ENVIRONMENT.proxy_count
QUESTIONS_PER_MINUTE = ENVIRONMENT.questions_per_minute

# ---- What browsers are told

X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin shows previews of our pages in a frame
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}
# Wagtail's admin writes inline scripts (its date picker, its choosers) and inline styles.
CONTENT_SECURITY_POLICY_ADMIN = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
}

# ---- Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# No address serves MEDIA_ROOT: a view asks the document before it hands out a file.
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
FILE_UPLOAD_PERMISSIONS = 0o640
MAX_UPLOAD_SIZE = 50 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # without the files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a page form of Wagtail needs more than Django's 1,000
DATA_UPLOAD_MAX_NUMBER_FILES = 50

# ---- Wagtail

WAGTAIL_SITE_NAME = "Văn thư"
WAGTAILADMIN_BASE_URL = ENVIRONMENT.base_url
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = [("vi", "Tiếng Việt")]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
# Nothing leaves the house: no avatars from gravatar, no question for the newest release.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# One shared password for a page or a folder would be a way around accounts.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_FINISH_WORKFLOW_ACTION = "documents.outgoing.finishing.finish"
# A text changed on its way is seen anew by those who agreed to it.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILDOCS_DOCUMENT_MODEL = "documents.StoredFile"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "documents.admin_views.file_forms.StoredFileForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    "pdf",
    "docx",
    "doc",
    "xlsx",
    "xls",
    "odt",
    "ods",
    "png",
    "jpg",
    "jpeg",
    "tif",
    "tiff",
]
WAGTAILDOCS_MAX_UPLOAD_SIZE = MAX_UPLOAD_SIZE
# Pages are searched by our own engine; see config.apps for why nothing is indexed on save.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.pages", "AUTO_UPDATE": False}}

TAGGIT_CASE_INSENSITIVE = True

# ---- Search, lists in and out

ELASTICSEARCH_URL = ENVIRONMENT.elasticsearch_url
ELASTICSEARCH_PREFIX = ENVIRONMENT.elasticsearch_prefix
ELASTICSEARCH_API_KEY = ENVIRONMENT.elasticsearch_api_key
ELASTICSEARCH_SHARDS = ENVIRONMENT.elasticsearch_shards
ELASTICSEARCH_REPLICAS = ENVIRONMENT.elasticsearch_replicas
SEARCH_ENGINE = "either" if ELASTICSEARCH_URL else "postgresql"
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_SKIP_ADMIN_LOG = True

# ---- Mail and log

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
if ENVIRONMENT.email_url:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    globals().update(mail.settings(ENVIRONMENT.email_url))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.email_from
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": ENVIRONMENT.log_level},
    "loggers": {
        "django": {"handlers": [], "level": ENVIRONMENT.log_level, "propagate": True},
        # a 404 is not worth a line, and its address may hold a name somebody searched for
        "django.request": {"level": "ERROR"},
        # it says at every attempt that a server is away; the breaker and the follower say it once
        "elastic_transport": {"level": "ERROR"},
    },
}
