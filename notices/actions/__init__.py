"""What people decide about notices and feeds."""

from notices.actions.choosing import ChooseNotices
from notices.actions.feeds import MakeFeedKey, RevokeFeedKey

__all__ = ["ChooseNotices", "MakeFeedKey", "RevokeFeedKey"]
