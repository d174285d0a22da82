"""stub"""


def render_page(*a: object) -> str:
    return ""
