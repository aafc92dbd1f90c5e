"""models/rules/invitations.py: a mail with one link, whatever people call their things."""

from datetime import datetime

from models.rules.invitations import Invitation, letter

LINK = "https://badges.example.org/shared#token"


def told(now: datetime, **more: str | None) -> Invitation:
    given = {"by": "Grace", "organization": "Lumen", "design": "Medal", "role": "edit", "link": LINK}
    return Invitation.model_validate(given | {"until": now} | more)


def test_it_says_who_shares_what_until_when(now: datetime) -> None:
    mail = letter("ada@example.org", told(now))
    assert (mail.to, mail.subject) == ("ada@example.org", "Lumen shares a badge design with you")
    for words in ("Grace of Lumen", "“Medal”", "You may draw on it.", f"\n    {LINK}\n", "4 March 2026, 12:00"):
        assert words in mail.text


def test_the_whole_studio_has_no_name(now: datetime) -> None:
    mail = letter("ada@example.org", told(now, design=None, role="view"))
    assert "its badge studio" in mail.text
    assert "badge studio" in mail.subject


def test_no_name_breaks_the_subject_or_writes_the_mail(now: datetime) -> None:
    sly = "Lumen\r\nBcc: all@example.org\n\nBuy now!\u202e" + "x" * 500
    mail = letter("ada@example.org", told(now, organization=sly, by=sly, design=sly))
    assert "\n" not in mail.subject + mail.subject.replace("\r", "\n")
    assert len(mail.subject) < 140
    assert not [line for line in mail.text.splitlines() if line.startswith(("Bcc", "Buy"))]
    assert "\u202e" not in mail.text
    assert mail.text.count("x" * 100) == 0
