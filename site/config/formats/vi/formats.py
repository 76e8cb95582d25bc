"""Day first, Monday first, a dot between thousands.

Django 5.2 ships no Vietnamese input formats and falls back to the American ones, which read
05/03/2012 as 3 May 2012. settings.DATE_INPUT_FORMATS holds the one list; it is repeated here
by reference because a language's format module is asked before the settings.
"""

from config.date_formats import DATE_INPUT, DATETIME_INPUT, TIME_INPUT

DATE_FORMAT = "d/m/Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "H:i d/m/Y"
YEAR_MONTH_FORMAT = r"\t\há\n\g n/Y"
MONTH_DAY_FORMAT = "d/m"
SHORT_DATE_FORMAT = "d/m/Y"
SHORT_DATETIME_FORMAT = "H:i d/m/Y"
FIRST_DAY_OF_WEEK = 1

DATE_INPUT_FORMATS = DATE_INPUT
TIME_INPUT_FORMATS = TIME_INPUT
DATETIME_INPUT_FORMATS = DATETIME_INPUT

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
