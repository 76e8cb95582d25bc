"""A few agencies as a province had them in 2012, for reading with a gazetteer of one's own."""

from documents.reading.gazetteer import STANDARD, Entry

AGENCIES_2012 = STANDARD.merged(
    [
        Entry("Sở Lao động - Thương binh và Xã hội", ("Sở LĐTBXH", "Sở Lao động TBXH")),
        Entry("Bộ đội Biên phòng tỉnh", ("Lực lượng Biên phòng",)),
        Entry("UBND các huyện, thị xã, thành phố", ("UBND các huyện, thị, thành phố",), group=True),
    ]
)
