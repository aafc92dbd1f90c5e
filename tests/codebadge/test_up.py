"""`codebadge up`, whole: what a stranger sees, and that nobody is left when it goes."""

import json
import os
import re
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPResponse
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from codebadge.readiness import Readiness
from models import settings
from tests.codebadge.running import Program, all_end, codebadge, family, free_port, watch

Start = Callable[..., Program]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def up(data: Path, port: int) -> Iterator[Start]:
    started: list[Program] = []

    def run(*options: str) -> Program:
        words = ["-m", "codebadge", "up", "--data", str(data), "--port", str(port), *options]
        started.append(Program(*words))
        return started[-1]

    yield run
    for program in started:
        program.kill()


def get(port: int, path: str) -> bytes:
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        return bytes(answer.read())


def test_it_says_where_to_look_is_started_once_and_ctrl_c_ends_everything(up: Start, data: Path, port: int) -> None:
    program = up()
    assert program.until(r"Codebadge is up +(\S+)")[1] == f"http://localhost:{port}"
    program.until("Ctrl-C")
    get(port, "/readyz")
    second = Program("-m", "codebadge", "up", "--data", str(data), "--port", str(free_port()))
    assert second.finish() == 2
    assert second.said.count("\n") == 1
    assert "runs already" in second.said
    everyone = watch(family(program.process.pid)[1:])
    assert len(everyone) > 5
    assert program.press_ctrl_c() == 0
    assert all_end(everyone)
    assert "Traceback" not in program.said
    assert f"your data stays in {data}" in program.said


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
def test_nobody_is_left_when_it_is_killed_and_the_next_start_finds_its_data(up: Start, data: Path, port: int) -> None:
    program = up()
    program.until("Ctrl-C")
    made = codebadge("org", "create", "--name", "Lumen", "--slug", "lumen", data=data)
    assert made.returncode == 0, made.stderr
    everyone = watch(family(program.process.pid)[1:])
    program.kill()
    assert all_end(everyone)
    again = up()
    again.until("Ctrl-C")
    assert json.loads(get(port, "/v1/organizations/lumen"))["name"] == "Lumen"
    assert again.press_ctrl_c() == 0


def test_a_killed_part_comes_back_and_signing_in_leaves_neither_code_nor_address_nor_cookie_in_the_log(
    up: Start, data: Path, port: int
) -> None:
    program = up()
    program.until("Ctrl-C")
    web = next(pid for pid in family(program.process.pid) if b"\0serve\0" in Path(f"/proc/{pid}/cmdline").read_bytes())
    os.kill(web, signal.SIGKILL)
    program.until("server +ended with signal 9; starting again")
    Readiness(settings.load({"CODEBADGE_PORT": str(port)}), lambda *_: None).wait()
    assert get(port, "/readyz")
    address = "ada.lovelace@example.org"
    post(port, "/v1/session/email", {"email": address})
    program.until(r"a mail was written to \S+\.eml")
    [mail] = (data / "mail").iterdir()
    [code] = re.findall(r"^ {4}([0-9]{6})\r?$", mail.read_text(), re.M)
    answer = post(port, "/v1/session/email/code", {"email": address, "code": code})
    cookie = answer.headers["Set-Cookie"].partition("=")[2].partition(";")[0]
    assert json.loads(answer.read())["person"]["email"] == address
    assert program.press_ctrl_c() == 0
    for secret in (address, code, cookie, cookie.partition(".")[0]):
        assert secret not in program.said


def test_the_demo_has_a_token_that_stays_the_same(up: Start, data: Path, port: int) -> None:
    tokens = []
    for _ in range(2):
        program = up("--demo")
        tokens.append(program.until(r"Admin token of the demo +(\S+)")[1])
        program.until("Ctrl-C")
        assert json.loads(get(port, "/v1/organizations/lumen"))["slug"] == "lumen"
        assert program.press_ctrl_c() == 0
        assert "Traceback" not in program.said
    assert tokens[0] == tokens[1]
    assert (data / "demo.token").stat().st_mode & 0o777 == 0o600


def test_a_busy_port_is_said_in_one_line_with_the_way_out(up: Start, port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        program = up()
        assert program.finish() == 2
    assert program.said == f"Port {port} is in use: stop what listens there, or add --port {port + 1}.\n"


def test_a_script_can_set_up_a_server(up: Start, data: Path, port: int) -> None:
    program = up()
    program.until("Ctrl-C")
    codebadge("org", "create", "--name", "Lumen", "--slug", "lumen", data=data)
    made = codebadge("hook", "create", "--org", "lumen", "--project", "lumen/parser", "--json", data=data)
    hook = json.loads(made.stdout)
    assert hook["url"].startswith(f"http://localhost:{port}/hooks/github/")
    assert len(hook["secret"]) > 30
    made = codebadge("token", "create", "--org", "lumen", "--role", "admin", "--json", data=data)
    assert json.loads(made.stdout)["token"]
    made = codebadge("org", "allow-origin", "--org", "lumen", "https://lumen.example", data=data)
    assert made.stdout == "These sites may embed its boards: https://lumen.example\n"
    assert codebadge("rebuild", "boards", data=data).returncode == 0
    assert "lumen: 0 standings compared, 0 off" in codebadge("rebuild", "standings", data=data).stdout
    assert codebadge("migrate", data=data).stdout == "nothing to do\n"
    assert program.press_ctrl_c() == 0


def test_an_empty_server_says_how_to_set_it_up_and_no_longer_once_it_is(up: Start, data: Path, port: int) -> None:
    program = up()
    address = program.until(r"Set it up, once +(\S+)")[1]
    assert address.startswith(f"http://localhost:{port}/set-up?code=")
    program.until("Ctrl-C")
    words = ["--name", "Lumen", "--slug", "lumen", "--admin-email", "ada@example.org"]
    special = ["--special", "first:10:Founders", "--special", "named:@bob,ada@example.org:Heroes"]
    made = codebadge("init", *words, *special, data=data)
    assert made.returncode == 0, made.stderr
    assert "with 2 special badges" in made.stdout
    assert "ada@example.org" in made.stdout
    assert f"http://localhost:{port}/sign-in" in made.stdout
    assert json.loads(get(port, "/v1/organizations/lumen"))["slug"] == "lumen"
    assert json.loads(get(port, "/v1/session"))["set_up"] is False
    assert program.press_ctrl_c() == 0
    again = up()
    again.until("Ctrl-C")
    assert "Set it up" not in again.said


def post(port: int, path: str, body: object) -> HTTPResponse:
    sent = Request(f"http://127.0.0.1:{port}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    answer: HTTPResponse = urlopen(sent, timeout=30)
    return answer
