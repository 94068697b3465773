"""Which system and version this is, for the end-of-support table. notes/posture.md 2.3."""

from __future__ import annotations

from checks.readers.base import Output, Values, assignments, reader


@reader(r"os-release|os_release", "eol.os", system="linux")
def os_release(output: Output) -> Values:
    """Give product and version from /etc/os-release (keys are not translated)."""
    values = assignments(output.lines)
    return {"eol.os": {"product": values["ID"], "version": values["VERSION_ID"]}}


@reader(r"sestatus", "os.selinux", system="linux", end=r"Max kernel policy version:\s+\d\d")
def selinux(output: Output) -> Values:
    """Give SELinux's current mode."""
    values = dict(part for line in output.lines if len(part := [p.strip() for p in line.split(":", 1)]) == 2)
    return {"os.selinux": values["Current mode"] if values["SELinux status"] == "enabled" else "disabled"}
