"""models/settings.py: the environment in, or a sentence that names the setting that is wrong."""

from dataclasses import FrozenInstanceError
from ipaddress import ip_network
from pathlib import Path

import pytest

from models import settings
from models.errors import Misconfigured


def test_with_nothing_set_there_are_defaults_for_one_machine() -> None:
    found = settings.load({"HOME": "/home/ada"})
    assert (found.host, found.port, found.public_url) == ("127.0.0.1", 8080, "http://localhost:8080")
    assert (found.database_url, found.redis_url, found.secret_keys, found.organization) == (None, None, (), None)
    assert (found.data, found.pool_size) == (Path("/home/ada/.local/share/codebadge"), 8)
    assert found.trusted_proxies == ()


def test_everything_can_be_set() -> None:
    found = settings.load(
        {
            "CODEBADGE_DATABASE_URL": "postgresql://db/codebadge",
            "CODEBADGE_REDIS_URL": "redis://cache/0",
            "CODEBADGE_SECRET_KEY": " one , two ,",
            "CODEBADGE_HOST": "0.0.0.0",  # noqa: S104
            "CODEBADGE_PORT": "9000",
            "CODEBADGE_PUBLIC_URL": "https://badges.lumen.test/",
            "CODEBADGE_DATA": "/srv/codebadge",
            "CODEBADGE_ORG": "lumen",
            "CODEBADGE_TRUSTED_PROXIES": "10.0.0.0/8, ::1",
            "CODEBADGE_POOL_SIZE": "20",
            "CODEBADGE_OUTGOING_ALLOW": "10.1.0.0/16",
            "CODEBADGE_OUTGOING_INSECURE": "1",
        }
    )
    assert (found.database_url, found.redis_url) == ("postgresql://db/codebadge", "redis://cache/0")
    assert found.secret_keys == ("one", "two")
    assert (found.host, found.port, found.public_url) == ("0.0.0.0", 9000, "https://badges.lumen.test")  # noqa: S104
    assert (found.data, found.organization, found.pool_size) == (Path("/srv/codebadge"), "lumen", 20)
    assert found.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("::1"))
    assert (found.outgoing_networks, found.outgoing_insecure) == ((ip_network("10.1.0.0/16"),), True)


def test_an_empty_setting_is_none() -> None:
    empty = dict.fromkeys(
        ("CODEBADGE_DATABASE_URL", "CODEBADGE_REDIS_URL", "CODEBADGE_ORG", "CODEBADGE_PORT", "CODEBADGE_PUBLIC_URL"), ""
    )
    assert settings.load(empty | {"HOME": "/home/ada"}) == settings.load({"HOME": "/home/ada"})


def test_data_lives_where_the_desktop_says() -> None:
    assert settings.load({"XDG_DATA_HOME": "/data/ada"}).data == Path("/data/ada/codebadge")


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("CODEBADGE_PORT", "http"),
        ("CODEBADGE_PORT", "-1"),
        ("CODEBADGE_PORT", "65536"),
        ("CODEBADGE_PORT", "8080 "),
        ("CODEBADGE_PORT", "\uff18\uff10"),
        ("CODEBADGE_PORT", "9" * 5_000),
        ("CODEBADGE_POOL_SIZE", "0"),
        ("CODEBADGE_POOL_SIZE", "201"),
        ("CODEBADGE_POOL_SIZE", "many"),
        ("CODEBADGE_PUBLIC_URL", "badges.lumen.test"),
        ("CODEBADGE_PUBLIC_URL", "ftp://badges.lumen.test"),
        ("CODEBADGE_PUBLIC_URL", "https://"),
        ("CODEBADGE_PUBLIC_URL", "https://["),
        ("CODEBADGE_TRUSTED_PROXIES", "10.0.0.1/8"),
        ("CODEBADGE_TRUSTED_PROXIES", "proxy.lumen.test"),
        ("CODEBADGE_TRUSTED_PROXIES", "10.0.0.0/8; ::1"),
    ],
)
def test_a_wrong_value_is_named_by_its_setting(name: str, wrong: str) -> None:
    with pytest.raises(Misconfigured, match=name):
        settings.load({name: wrong})


def test_settings_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        settings.load({}).port = 1  # type: ignore[misc]


def test_the_environment_is_read_when_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODEBADGE_PORT", "9001")
    assert settings.load().port == 9001
    assert settings.inherited()["CODEBADGE_PORT"] == "9001"


def test_signing_in_with_github_takes_an_id_and_a_secret() -> None:
    assert not settings.load({"CODEBADGE_GITHUB_CLIENT_ID": "x"}).github
    found = settings.load(
        {
            "CODEBADGE_GITHUB_CLIENT_ID": "id",
            "CODEBADGE_GITHUB_CLIENT_SECRET": "a secret",
            "CODEBADGE_GITHUB_AUTHORIZE_URL": "https://ghe.example/login/oauth/authorize",
            "CODEBADGE_GITHUB_TOKEN_URL": "https://ghe.example/login/oauth/access_token",
            "CODEBADGE_GITHUB_API_URL": "https://ghe.example/api/v3/",
        }
    )
    assert found.github
    assert found.github_authorize_url == "https://ghe.example/login/oauth/authorize"
    assert found.github_token_url == "https://ghe.example/login/oauth/access_token"  # noqa: S105 - an address
    assert found.github_api_url == "https://ghe.example/api/v3"
    assert "a secret" not in repr(found)


def test_mail_goes_by_smtp_once_it_is_set() -> None:
    assert settings.load({}).smtp_url is None
    url = "smtps://ada:a%20secret@mail.example.org:465"
    found = settings.load({"CODEBADGE_SMTP_URL": url, "CODEBADGE_MAIL_FROM": "Codebadge <badges@example.org>"})
    assert (found.smtp_url, found.mail_from) == (url, "Codebadge <badges@example.org>")
    assert "a%20secret" not in repr(found)


@pytest.mark.parametrize(
    "wrong", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://a:secret@:25", "smtp://h:x"]
)
def test_an_smtp_address_that_cannot_be_used_is_named_without_its_password(wrong: str) -> None:
    with pytest.raises(Misconfigured, match="CODEBADGE_SMTP_URL") as refusal:
        settings.load({"CODEBADGE_SMTP_URL": wrong})
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("wrong", ["badges", "Codebadge", "a@b\nBcc: c@d"])
def test_a_sender_that_is_no_address_is_named(wrong: str) -> None:
    with pytest.raises(Misconfigured, match="CODEBADGE_MAIL_FROM"):
        settings.load({"CODEBADGE_MAIL_FROM": wrong})
