"""The one list of ways a date may be typed, for settings and for both languages' format modules."""

DATE_INPUT = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d%m%Y", "%Y-%m-%d"]
TIME_INPUT = ["%H:%M", "%H:%M:%S"]
DATETIME_INPUT = [
    *(f"{day} {time}" for day in DATE_INPUT for time in TIME_INPUT),
    *(f"{time} {day}" for day in DATE_INPUT for time in TIME_INPUT),
    *DATE_INPUT,
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%dT%H:%M:%S",
]
