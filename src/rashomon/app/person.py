"""Who does something: the name given, else the user's."""


def user_name() -> str:
    """The name under which the user is logged in; "unknown" where there is none."""
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
