"""The hash by which Hugo tells pages apart: XXH64, seed 0 (https://github.com/Cyan4973/xxHash, doc/xxhash_spec.md)."""

from __future__ import annotations

_MASK = (1 << 64) - 1
_P1 = 0x9E3779B185EBCA87
_P2 = 0xC2B2AE3D27D4EB4F
_P3 = 0x165667B19E3779F9
_P4 = 0x85EBCA77C2B2AE63
_P5 = 0x27D4EB2F165667C5
_STRIPE = 32


def _rotated(value: int, bits: int) -> int:
    return ((value << bits) | (value >> (64 - bits))) & _MASK


def _round(accumulator: int, lane: int) -> int:
    return _rotated((accumulator + lane * _P2) & _MASK, 31) * _P1 & _MASK


def _lane(data: bytes, at: int, size: int = 8) -> int:
    return int.from_bytes(data[at : at + size], "little")


def _stripes(data: bytes) -> int:
    """Digest all whole stripes of at least one."""
    lanes = [(_P1 + _P2) & _MASK, _P2, 0, -_P1 & _MASK]
    for at in range(0, len(data) - _STRIPE + 1, _STRIPE):
        lanes = [_round(lane, _lane(data, at + 8 * i)) for i, lane in enumerate(lanes)]
    found = sum(_rotated(lane, bits) for lane, bits in zip(lanes, (1, 7, 12, 18), strict=True)) & _MASK
    for lane in lanes:
        found = ((found ^ _round(0, lane)) * _P1 + _P4) & _MASK
    return found


def page_hash(text: str) -> str:
    """Give the hash of a text, 16 hexadecimal digits."""
    data = text.encode("utf-8", "surrogateescape")
    found = _stripes(data) if len(data) >= _STRIPE else _P5
    found = (found + len(data)) & _MASK
    at = len(data) // _STRIPE * _STRIPE
    while at + 8 <= len(data):
        found = (_rotated(found ^ _round(0, _lane(data, at)), 27) * _P1 + _P4) & _MASK
        at += 8
    if at + 4 <= len(data):
        found = (_rotated(found ^ (_lane(data, at, 4) * _P1 & _MASK), 23) * _P2 + _P3) & _MASK
        at += 4
    for byte in data[at:]:
        found = _rotated(found ^ (byte * _P5 & _MASK), 11) * _P1 & _MASK
    found = (found ^ (found >> 33)) * _P2 & _MASK
    found = (found ^ (found >> 29)) * _P3 & _MASK
    return f"{found ^ (found >> 32):016x}"
