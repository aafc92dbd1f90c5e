"""An e-mail address comes in; a six-digit code goes out, to be sent there; whoever brings it back owns the address."""

from peewee import CharField, SmallIntegerField

from models.db import Instant, Record


class SignInCode(Record):
    """A code that was sent. `digest` is keyed, for six digits alone could be guessed from any plain hash."""

    email = CharField(max_length=320)
    digest = CharField(max_length=64)
    attempts = SmallIntegerField(default=0)
    created_at = Instant()
    expires_at = Instant()
    used_at = Instant(null=True)


SignInCode.add_index(SignInCode.index(SignInCode.email, SignInCode.id, name="sign_in_code_email"))
