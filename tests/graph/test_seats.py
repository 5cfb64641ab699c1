"""Components keep their numbers while a design is edited, and numbers stand in the order of ids."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from designer.graph.seats import ROOM, Seats

IDS = st.lists(st.text("abc", min_size=1, max_size=4), unique=True, max_size=12).map(sorted)


@given(st.lists(IDS, min_size=1, max_size=8))
def test_numbers_are_kept_and_in_order(drawings: list[list[str]]) -> None:
    """Whatever comes, goes and comes back."""
    seats, known = Seats(drawings[0], ROOM), dict[str, int]()
    for ids in drawings:
        after = seats.after(ids)
        if after is not seats:
            known.clear()
        numbers = [after.number[one] for one in ids]
        assert numbers == sorted(set(numbers))
        assert all(after.names[number] == one for one, number in zip(ids, numbers, strict=True))
        assert all(known.setdefault(one, number) == number for one, number in zip(ids, numbers, strict=True))
        seats = after


@given(IDS)
def test_a_mask_has_the_bits_of_its_components(ids: list[str]) -> None:
    """And no others, however many there are."""
    seats = Seats(ids, ROOM)
    assert seats.mask(ids) == sum(seats.bit(one) for one in ids)
    assert seats.mask([]) == 0


def test_where_there_is_no_room_all_get_new_numbers() -> None:
    """Then nothing that stands by numbers can be kept, and the seats are others."""
    seats = Seats(["a", "c"], ROOM)
    squeezed = [f"b{'a' * count}" for count in range(ROOM)]
    assert seats.after(["a", *squeezed, "c"]) is not seats
