"""The tree that is drawn is the tree that is there."""

import inspect

from rashomon.core import errors


def drawn() -> dict[str, str]:
    """Each class in the drawing with its parent's name, read from the indentation."""
    parents: dict[str, str] = {}
    path: list[tuple[int, str]] = []
    for line in errors.__doc__.split("\n\n", 1)[1].splitlines():
        name = line.lstrip("│├└─ ").split()[0]
        depth = line.index(name)
        while path and path[-1][0] >= depth:
            path.pop()
        parents[name] = path[-1][1] if path else "Exception"
        path.append((depth, name))
    return parents


def test_the_drawing_is_true():
    classes = dict(inspect.getmembers(errors, inspect.isclass))
    assert drawn() == {name: cls.__bases__[0].__name__ for name, cls in classes.items()}
    assert len(classes) > 10


def test_a_skipped_input_carries_its_name_and_reason():
    error = errors.EmptyInput("town.html", "there is no text in it")
    assert (error.ref, error.reason) == ("town.html", "there is no text in it")
    assert str(error) == "town.html: there is no text in it"
