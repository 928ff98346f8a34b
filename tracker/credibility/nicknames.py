"""Short forms of English first names."""

from __future__ import annotations

_SHORT = """
alex alexander alexandra|al albert alan alfred|andy andrew|art arthur|barb barbara|becky rebecca|ben benjamin|
bert albert herbert robert|beth elizabeth|betty elizabeth|bill william|billy william|bob robert|bobby robert|
brad bradley|cathy catherine kathleen|charlie charles|chris christopher christine|chuck charles|cindy cynthia|
dan daniel|danny daniel|dave david|deb deborah|debbie deborah|dick richard|don donald|doug douglas|ed edward edwin|
eddie edward|fran frances francis|fred frederick alfred|gene eugene|geoff geoffrey|greg gregory|hank henry|
harry harold henry|jack john|jake jacob|jeff jeffrey|jen jennifer|jenny jennifer|jerry gerald jerome|
jim james|jimmy james|joe joseph|jon jonathan|josh joshua|kate katherine catherine|kathy katherine kathleen|
ken kenneth|kim kimberly|larry lawrence|len leonard|liz elizabeth|maggie margaret|matt matthew|meg margaret|
mike michael|nate nathan|ned edward|nick nicholas|pam pamela|pat patricia patrick|peg margaret|peggy margaret|
pete peter|phil philip phillip|ray raymond|rich richard|rick richard eric|rob robert|ron ronald|russ russell|
sam samuel samantha|sandy sandra alexander|stan stanley|steve steven stephen|sue susan|ted edward theodore|
terry terence theresa|tim timothy|tom thomas|tony anthony|vic victor|vince vincent|walt walter|will william
"""

FULL_NAMES = {
    short: frozenset((short, *full))
    for short, *full in (entry.split() for entry in _SHORT.replace("\n", "").split("|"))
}
"""Short form -> itself and the names it stands for, folded.

>>> sorted(FULL_NAMES["chuck"])
['charles', 'chuck']
"""
