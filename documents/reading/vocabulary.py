"""The words of names and groups of agencies, ready to be matched."""

from documents.reading import standard
from documents.reading.gazetteer import PhraseSet

HEADS = PhraseSet(standard.HEADS)
NOT_HEADS = PhraseSet(standard.NOT_HEADS)
NOUNS = PhraseSet(standard.GROUP_NOUNS)
VERBS = PhraseSet(standard.DUTY_VERBS)
NAME_ENDING_VERBS = PhraseSet(verb for verb in standard.DUTY_VERBS if verb not in standard.VERBS_IN_NAMES)
VERBS_IN_NAMES = PhraseSet(standard.VERBS_IN_NAMES)
COLLECTIVE = PhraseSet(standard.COLLECTIVE)
PLACES = PhraseSet(standard.PROVINCES)
LEVELS = PhraseSet(standard.PLACE_LEVELS)
DETERMINERS = PhraseSet(("tất cả các", "toàn thể các", "một số", "các", "những", "mọi", "toàn thể"))
TAILS = PhraseSet(
    ("có liên quan khác", "liên quan khác", "có liên quan", "liên quan", "liên có quan", "chức năng", "khác",
     "trực thuộc trung ương", "ở trung ương", "ở địa phương", "cấp tỉnh", "cấp huyện", "cấp xã", "thuộc tỉnh",
     "bảo vệ pháp luật", "trực thuộc", "các cấp", "cấp trung ương", "thuộc chính phủ", "trung ương"),
)  # fmt: skip
PLACE_NOUNS = frozenset((*standard.PLACE_LEVELS, "thị"))
PURPOSE_BODIES = PhraseSet(standard.PURPOSE_BODIES)
PURPOSES = PhraseSet(("thực hiện", "triển khai", "xây dựng", "quản lý", "điều hành"))
