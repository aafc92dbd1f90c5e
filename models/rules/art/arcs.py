"""An arc as path data says it comes in; curves go out, which every matrix can turn and stretch: for outlines.py."""

from math import acos, ceil, cos, hypot, pi, radians, sin, sqrt, tan

from models.rules.art.path_data import Command

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


def curves_of_arc(start: Point, end: Point, numbers: tuple[float, ...]) -> list[Command]:
    """As SVG's appendix on arcs says, in pieces of at most a quarter turn."""
    rx, ry, turn, large, sweep = abs(numbers[0]), abs(numbers[1]), radians(numbers[2]), numbers[3], numbers[4]
    if start == end:
        return []
    if rx < 1e-9 or ry < 1e-9:
        return [("L", end)]
    c, s = cos(turn), sin(turn)
    hx, hy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    px, py = c * hx + s * hy, c * hy - s * hx
    grow = max(1.0, sqrt((px / rx) ** 2 + (py / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    across = (rx * py) ** 2 + (ry * px) ** 2
    away = sqrt(max(0.0, (rx * ry) ** 2 / across - 1)) if across else 0.0
    away = away if large != sweep else -away
    qx, qy = away * rx * py / ry, -away * ry * px / rx
    ux, uy, vx, vy = (px - qx) / rx, (py - qy) / ry, (-px - qx) / rx, (-py - qy) / ry
    first, sweeping = _angle(1, 0, ux, uy), _angle(ux, uy, vx, vy)
    if sweep and sweeping < 0:
        sweeping += 2 * pi
    elif not sweep and sweeping > 0:
        sweeping -= 2 * pi
    mx, my = c * qx - s * qy + (start[0] + end[0]) / 2, s * qx + c * qy + (start[1] + end[1]) / 2
    matrix = (c * rx, s * rx, -s * ry, c * ry, mx, my)
    pieces = max(1, ceil(abs(sweeping) / (pi / 2) - 1e-9))
    return [_curve(matrix, first + sweeping * at / pieces, sweeping / pieces) for at in range(pieces)]


def _angle(ax: float, ay: float, bx: float, by: float) -> float:
    size = hypot(ax, ay) * hypot(bx, by) or 1.0
    angle = acos(max(-1.0, min(1.0, (ax * bx + ay * by) / size)))
    return -angle if ax * by < ay * bx else angle


def _curve(matrix: Matrix, start: float, step: float) -> Command:
    k = 4 / 3 * tan(step / 4)
    c, s, e, f = cos(start), sin(start), cos(start + step), sin(start + step)
    return "C", through(matrix, (c - k * s, s + k * c, e + k * f, f - k * e, e, f))


def through(matrix: Matrix, points: tuple[float, ...]) -> tuple[float, ...]:
    """The points where the matrix puts them."""
    a, b, c, d, e, f = matrix
    moved: list[float] = []
    for at in range(0, len(points), 2):
        x, y = points[at], points[at + 1]
        moved += (a * x + c * y + e, b * x + d * y + f)
    return tuple(moved)
