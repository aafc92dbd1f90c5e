"""The front of all rules about points: a folded work item and a tariff come in; dues, prices and words go out.

tariff.py says what may be decided, dues.py who did what, valuing.py and weighing.py what it is worth, farming.py why it
counts for nothing, limits.py what is paid of it, deed_words.py how it is told. models/ledger.py writes the difference.
"""

from models.rules.deed_words import deed, reversal_reason, title
from models.rules.due import Due, DueKind
from models.rules.dues import dues
from models.rules.farming import Refused
from models.rules.limits import Price, Weighed, context, is_limited, price, span
from models.rules.recipients import Whose, recipients, shares
from models.rules.sizing import label_points
from models.rules.tariff import Tariff
from models.rules.tariff_parts import Points
from models.rules.valuing import UNKNOWN, Valuation
from models.rules.weighing import Trace, judged

__all__ = [
    "UNKNOWN",
    "Due",
    "DueKind",
    "Points",
    "Price",
    "Refused",
    "Tariff",
    "Trace",
    "Valuation",
    "Weighed",
    "Whose",
    "context",
    "deed",
    "dues",
    "is_limited",
    "judged",
    "label_points",
    "price",
    "recipients",
    "reversal_reason",
    "shares",
    "span",
    "title",
]
