"""陽性対照: a marker file and a deleted twin, planted before a search to show that it would have found what it looked for."""

from checks.residue.control.marker import ControlError, Planted, plant, remove
from checks.residue.control.session import Controls, Volume
from checks.residue.control.verdict import ControlResult, check_control, outcome

__all__ = [
    "ControlError",
    "ControlResult",
    "Controls",
    "Planted",
    "Volume",
    "check_control",
    "outcome",
    "plant",
    "remove",
]
