"""The office's server, behind its proxy. Refuses to start without its three variables."""

from config import env
from config.settings.base import *

env.require(ENVIRONMENT, "secret_key", "database_url", "allowed_hosts")

CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ENVIRONMENT.allowed_hosts if host != "*"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe/$"]  # asked by the machine itself, over plain http
SECURE_HSTS_SECONDS = ENVIRONMENT.hsts_seconds
if ENVIRONMENT.proxy_count:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = [
    # Sub-domains and the browsers' preload list belong to whoever owns the domain, not to this site.
    "security.W005",
    "security.W021",
    # The admin previews our own pages in a frame; frames of other sites are refused all the same.
    "security.W019",
]
