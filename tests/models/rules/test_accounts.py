"""models/rules/accounts.py: each account once, in one order, not more than so many."""

from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.accounts import MOST, Account, ids_in_order, in_order
from models.rules.joining import ASSOCIATIONS, JOINS
from models.rules.work import Association
from tests.cast import ADA, BOB

accounts = st.builds(
    Account,
    provider=st.sampled_from(["github", "email"]),
    external_id=st.integers(1, 40).map(str),
    login=st.sampled_from(["ada", "bob"]),
    trust=st.sampled_from(["seen", "old", "typed"]),
)
many = st.lists(accounts, max_size=40)
ids = st.lists(st.integers(1, 60).map(str), max_size=40)


def test_ids_are_ordered_as_numbers_are() -> None:
    assert ids_in_order(["100", "9", "20", "9"]) == ("9", "20", "100")
    assert in_order([BOB, ADA, BOB]) == (ADA, BOB)


@settings(deadline=None)
@given(many, many, many)
def test_what_is_kept_of_several_lists_is_the_same_in_whatever_order_they_are_joined(
    one: list[Account], other: list[Account], third: list[Account]
) -> None:
    whole = in_order([*one, *other, *third])
    assert in_order((*in_order((*third, *in_order(one))), *in_order(other))) == whole
    assert len(whole) == min(MOST, len({account.key for account in (*one, *other, *third)}))


@settings(deadline=None)
@given(ids, ids)
def test_so_are_ids(one: list[str], other: list[str]) -> None:
    assert ids_in_order((*ids_in_order(other), *ids_in_order(one))) == ids_in_order((*one, *other))


def test_every_association_has_its_place() -> None:
    assert set(ASSOCIATIONS) == set(Association.__args__)  # type: ignore[attr-defined]
    assert JOINS["association"]("contributor", "first_timer") == "first_timer"
