"""The refusals of bad input: messages, addresses, texts, reports and settings that cannot be. Failures to send stand in
`channel.py`.

Every error carries a `code` and data; the words for people are chosen where people read.
"""

from enum import StrEnum


class NotificationError(Exception):
    """The parent of all errors of this room. `code` is stable; `str()` of it names only the code, never an address."""

    code: StrEnum

    def __init__(self, code: StrEnum) -> None:
        super().__init__(code.value)
        self.code = code


class InvalidMessageCode(StrEnum):
    """Why a message cannot be built."""

    NO_RECIPIENT = "no_recipient"
    RECIPIENT_NOT_PLAIN = "recipient_not_plain"
    SUBJECT_NOT_PLAIN = "subject_not_plain"
    NO_TEXT = "no_text"
    TEXT_NOT_PLAIN = "text_not_plain"
    ATTACHMENT_NOT_PLAIN = "attachment_not_plain"


class InvalidMessage(NotificationError):
    """A message that must not exist: nobody to send to, nothing to say, or control characters where none belong."""

    code: InvalidMessageCode


class InvalidPhoneCode(StrEnum):
    """Why a text is no telephone number we can write to."""

    NOT_A_NUMBER = "not_a_number"
    TOO_LONG = "too_long"
    EXTENSION = "extension"
    PREMIUM = "premium"


class InvalidPhone(NotificationError):
    """Not a telephone number of a person."""

    code: InvalidPhoneCode


class InvalidEmailCode(StrEnum):
    """Why a text is no e-mail address we can write to."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_PLAIN = "not_plain"
    NOT_ONE_ADDRESS = "not_one_address"
    LOCAL_PART = "local_part"
    DOMAIN = "domain"


class InvalidEmail(NotificationError):
    """Not one e-mail address."""

    code: InvalidEmailCode


class TextCode(StrEnum):
    """What is wrong with a text and its values."""

    MISSING_VALUE = "missing_value"
    MALFORMED_TEXT = "malformed_text"


class MissingValue(NotificationError):
    """A text names something nobody gave. `name` is the placeholder's."""

    code: TextCode

    def __init__(self, name: str) -> None:
        super().__init__(TextCode.MISSING_VALUE)
        self.name = name


class MalformedText(NotificationError):
    """A brace that is not part of `{name}`, `{{` or `}}`. `position` counts characters from 0."""

    code: TextCode

    def __init__(self, position: int) -> None:
        super().__init__(TextCode.MALFORMED_TEXT)
        self.position = position


class ReportCode(StrEnum):
    """Why a delivery report is not believed."""

    FORGED = "forged"
    UNREADABLE = "unreadable"


class InvalidReport(NotificationError):
    """A delivery report that no message of ours asked for, or that makes no sense."""

    code: ReportCode


class SettingCode(StrEnum):
    """Why a channel cannot be set up."""

    NOT_A_URL = "not_a_url"
    UNPROTECTED = "unprotected"
    NOT_PLAIN = "not_plain"
    WEAK_KEY = "weak_key"
    OUT_OF_RANGE = "out_of_range"


class InvalidSetting(NotificationError):
    """A channel's setting that cannot work or would be unsafe. `setting` names the field; its value is never kept."""

    code: SettingCode

    def __init__(self, code: SettingCode, setting: str) -> None:
        super().__init__(code)
        self.setting = setting
