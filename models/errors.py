"""Every refusal that Codebadge expects: verbs raise these, each dialect maps class to status in one table.

A refusal has a stable `code` for programs and a phrase for people. Anything else that is raised is a bug.
"""


class Refusal(Exception):
    """What was asked for is not done; nothing was changed. `str(refusal)` is a sentence for people."""

    code = "refused"


class NotFound(Refusal):
    """Nothing of that name exists, or not for this caller."""

    code = "not_found"


class Gone(Refusal):
    """It was there, somebody ended it, and it does not come back."""

    code = "gone"


class Invalid(Refusal):
    """A value from outside has the wrong form; the phrase says which and why."""

    code = "invalid"


class Missing(Invalid):
    """A field that must be given is not."""

    code = "missing"


class Taken(Refusal):
    """A name that must be unique is in use."""

    code = "taken"


class Unproven(Refusal):
    """An account that nobody has proven yet, of somebody who signs in another way."""

    code = "unproven"


class Reused(Refusal):
    """An Idempotency-Key that came with another request before."""

    code = "reused"


class LeagueHasBadge(Taken):
    """A league has one badge."""

    code = "league_has_badge"


class NothingToChange(Invalid):
    """An update without any field."""

    code = "nothing_to_change"


class InUse(Refusal):
    """It cannot be deleted while somebody has it."""

    code = "in_use"


class Exhausted(Refusal):
    """The stock of a special badge is used up, or there are as many of a thing as there may be."""

    code = "exhausted"


class AlreadyHeld(Refusal):
    """The person holds this badge already."""

    code = "already_held"


class AlreadyOpen(Refusal):
    """Somebody is waiting for an answer about this already, or about as much as they may at once."""

    code = "already_open"


class NotHeld(Refusal):
    """There is no award to revoke."""

    code = "not_held"


class NotSignedIn(Refusal):
    """A token is missing, unknown, expired or revoked."""

    code = "not_signed_in"


class NotAllowed(Refusal):
    """The caller is known but has no right to this."""

    code = "not_allowed"


class Forged(NotAllowed):
    """A page that is not ours asks, or one of ours with an old proof."""

    code = "csrf"


class TooLarge(Refusal):
    """More bytes than the limit."""

    code = "too_large"


class TooSlow(Refusal):
    """A request that did not arrive in time."""

    code = "too_slow"


class BadSignature(Refusal):
    """A webhook's signature is missing, malformed, of a weak kind, or by none of the hook's active secrets."""

    code = "bad_signature"


class BadDelivery(Refusal):
    """A webhook request that lacks what we need, or holds it twice, or is no JSON object."""

    code = "bad_delivery"


class UnsupportedEncoding(Refusal):
    """A compressed body, or a content type that is neither JSON nor a form."""

    code = "unsupported_encoding"


class RateLimited(Refusal):
    """Too many requests from one caller in a short time; after `seconds` it may ask again."""

    code = "rate_limited"

    def __init__(self, sentence: str, seconds: int = 1) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class Unavailable(Refusal):
    """PostgreSQL or Redis is away; the same request may succeed later."""

    code = "unavailable"


class Elsewhere(Refusal):
    """A provider refuses what we ask of it with the access that it was given; the phrase says what to do."""

    code = "provider_refused"


class BadPicture(Refusal):
    """A picture that is not taken, or cannot be drawn; the phrase says what is wrong, and where."""

    code = "bad_picture"


class NotContributor(Refusal):
    """A design is shared with contributors of its organisation alone; the phrase says why this is none."""

    code = "not_contributor"


class Misconfigured(Refusal):
    """The environment holds a setting that cannot be used; the phrase names it."""

    code = "misconfigured"
