"""Types of Trello's actions that are not counted, with the reason that admins read; trello.py asks.

The names are those of developer.atlassian.com/cloud/trello/guides/rest-api/action-types. What is in no table is
unknown: parked and counted, so that a new action of Trello's is noticed.
"""

from collections.abc import Mapping


def _ignored(reason: str, names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), reason)


NOTHING_COUNTED = "It changes nothing of the card that is counted."
NOT_DONE = "An item of a checklist counts once it is ticked off."

MEMBERS: Mapping[str, tuple[str, bool]] = {
    "addMemberToBoard": ("idMemberAdded", True),
    "addAdminToBoard": ("idMember", True),
    "makeNormalMemberOfBoard": ("idMember", True),
    "makeAdminOfBoard": ("idMember", True),
    "makeObserverOfBoard": ("idMember", True),
    "removeMemberFromBoard": ("idMember", False),
    "removeAdminFromBoard": ("idMember", False),
}
"""Of the board: where in the data the member's id is, and whether they are there now."""

LISTS = {"moveListToBoard": False, "moveListFromBoard": True}
"""Whole lists that change boards: whether away from this one. Moving or archiving all cards of a list has no action of
its own."""

IGNORED: Mapping[str, str] = {
    **_ignored("A list that is made or named anew moves no card; lists are known by their ids.", "createList"),
    **_ignored("A list that is archived or renamed keeps its cards, done or not.", "updateList"),
    **_ignored("The name that a label had when it was put on a card counts.", "createLabel updateLabel deleteLabel"),
    **_ignored("A checklist counts by its items.", "addChecklistToCard removeChecklistFromCard updateChecklist"),
    **_ignored("A checklist counts by its items.", "createChecklist copyChecklist moveChecklist deleteChecklist"),
    **_ignored("An item that is renamed or planned is still the same one.", "updateCheckItem updateCheckItemDue"),
    **_ignored("Conversations are not counted.", "updateComment deleteComment copyCommentCard"),
    **_ignored("Conversations are not counted.", "voteOnCard addReaction removeReaction addReactionToCard"),
    **_ignored("Attachments are not counted.", "addAttachmentToCard deleteAttachmentFromCard updateAttachment"),
    **_ignored("What the columns of a board are called moves no card.", "createCustomField updateCustomField"),
    **_ignored("A value that is on a card counts, whatever becomes of its column.", "deleteCustomField"),
    **_ignored("A board is connected by an admin, not by being made.", "createBoard copyBoard addToOrganizationBoard"),
    **_ignored("A board is connected by an admin, not by being made.", "removeFromOrganizationBoard moveBoard"),
    **_ignored("Somebody invited is not yet a member.", "addBoardInvitation deleteBoardInvitation"),
    **_ignored("Somebody invited is not yet a member.", "unconfirmedBoardInvitation unconfirmedOrganizationInvitation"),
    **_ignored("Power-ups and plugins change no card.", "enablePlugin disablePlugin enablePowerUp disablePowerUp"),
    **_ignored("Power-ups and plugins change no card.", "addBoardsPinnedToMember updatePlugin"),
    **_ignored("Workspaces are not counted.", "createOrganization updateOrganization deleteOrganizationInvitation"),
    **_ignored("Workspaces are not counted.", "addMemberToOrganization removeMemberFromOrganization"),
    **_ignored("Somebody's own account is theirs.", "updateMember memberJoinedTrello"),
}
