"""The decoder of -lh4- to -lh7-: LZSS with static Huffman codes, block by block (as described by H. Okumura's ar002)."""

from __future__ import annotations

from collections.abc import Callable

WINDOW_BITS = {b"-lh4-": 12, b"-lh5-": 13, b"-lh6-": 15, b"-lh7-": 16}
_CODES = 510
_THRESHOLD = 3


class Bits:
    """Bits of `data`, the highest first; zeros follow its end."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.hold = 0
        self.count = 0

    def _fill(self, wanted: int) -> None:
        while self.count < wanted:
            if self.at > len(self.data) + 8:
                raise ValueError("past the end")
            byte = self.data[self.at] if self.at < len(self.data) else 0
            self.hold = (self.hold << 8 | byte) & 0xFFFFFFFFFF
            self.at += 1
            self.count += 8

    def take(self, wanted: int) -> int:
        """The next `wanted` bits."""
        if wanted == 0:
            return 0
        self._fill(wanted)
        self.count -= wanted
        return self.hold >> self.count & (1 << wanted) - 1

    def peek16(self) -> int:
        """The next 16 bits without taking them."""
        self._fill(16)
        return self.hold >> (self.count - 16) & 0xFFFF

    def drop(self, count: int) -> None:
        """Leave `count` bits out."""
        self.count -= count


class _Code:
    """A canonical Huffman code; one symbol of length 0 means: always this symbol."""

    def __init__(self, lengths: list[int], only: int | None = None) -> None:
        self.only = only
        self.table: dict[tuple[int, int], int] = {}
        code = 0
        self.longest = max(lengths, default=0)
        for length in range(1, self.longest + 1):
            for symbol, own in enumerate(lengths):
                if own == length:
                    self.table[length, code] = symbol
                    code += 1
            code <<= 1

    def next(self, bits: Bits) -> int:
        """The next symbol."""
        if self.only is not None:
            return self.only
        window = bits.peek16()
        for length in range(1, self.longest + 1):
            symbol = self.table.get((length, window >> (16 - length)))
            if symbol is not None:
                bits.drop(length)
                return symbol
        raise ValueError("no such code")


def _lengths(bits: Bits, width: int, special: int) -> _Code:
    """The code for code lengths or positions: 3-bit lengths, 7 and more in unary; a gap after the third."""
    count = bits.take(width)
    if count == 0:
        return _Code([], bits.take(width))
    lengths: list[int] = []
    while len(lengths) < count:
        length = bits.take(3)
        if length == 7:
            while bits.take(1):
                length += 1
        lengths.append(length)
        if len(lengths) == special:
            lengths += [0] * bits.take(2)
    return _Code(lengths)


def _characters(bits: Bits) -> _Code:
    """The code for characters and match lengths."""
    helper = _lengths(bits, 5, 3)
    count = bits.take(9)
    if count == 0:
        return _Code([], bits.take(9))
    lengths: list[int] = []
    while len(lengths) < count:
        symbol = helper.next(bits)
        if symbol <= 2:
            lengths += [0] * (1 if symbol == 0 else bits.take(4) + 3 if symbol == 1 else bits.take(9) + 20)
        else:
            lengths.append(symbol - 2)
    return _Code(lengths[:_CODES])


def decode(packed: bytes, size: int, window_bits: int, clock: Callable[[], None]) -> bytes:
    """`size` bytes from `packed`. `clock` is called for each block and may stop the work. Raises ValueError on damage."""
    bits, out = Bits(packed), bytearray()
    width = 5 if window_bits >= 15 else 4
    while len(out) < size:
        clock()
        block = bits.take(16)
        characters = _characters(bits)
        positions = _lengths(bits, width, 0)
        for _ in range(block):
            if len(out) >= size:
                break
            symbol = characters.next(bits)
            if symbol < 256:
                out.append(symbol)
            else:
                _copy(out, symbol - 256 + _THRESHOLD, positions.next(bits), bits)
        if block == 0:
            raise ValueError("empty block")
    return bytes(out[:size])


def _copy(out: bytearray, length: int, position: int, bits: Bits) -> None:
    distance = position if position <= 1 else (1 << (position - 1)) + bits.take(position - 1)
    start = len(out) - distance - 1
    for index in range(length):
        out.append(out[start + index] if start + index >= 0 else 0x20)
