"""In place of NumPy's compiled linear algebra, which this program does not use and does not ship: every name refuses."""

_ilp64 = True


def __getattr__(name: str) -> object:
    def refuse(*_values: object, **_named: object) -> object:
        raise NotImplementedError(f"numpy.linalg.{name}")

    return refuse
