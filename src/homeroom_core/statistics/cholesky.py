"""Symmetric positive definite systems in floats: small, dense, without a third party.

The systems of scoring have one row a judge, so they are small; where a result feeds a ranking it is
rounded at a declared stage far above the error made here.
"""

from collections.abc import Sequence
from itertools import islice
from math import log, sqrt
from operator import mul

import attrs

Matrix = list[list[float]]


@attrs.frozen
class Cholesky:
    """A = L Lᵀ, for a symmetric positive definite A.

    Attributes:
        lower: The rows of L up to the diagonal.
    """

    lower: Matrix

    @classmethod
    def of(cls, rows: Sequence[Sequence[float]]) -> "Cholesky":
        """Factor a matrix given by its rows; only the lower triangle is read.

        Raises:
            ArithmeticError: The matrix is not positive definite.

        >>> Cholesky.of([[4.0], [2.0, 5.0]]).lower
        [[2.0], [1.0, 2.0]]
        """
        lower: Matrix = []
        for number, row in enumerate(rows):
            new: list[float] = []
            for above, value in zip(lower, row, strict=False):
                new.append((value - sum(map(mul, new, above))) / above[-1])
            rest = row[number] - sum(map(mul, new, new))
            if rest <= 0:
                msg = f"row {number + 1} leaves {rest}: the matrix is not positive definite"
                raise ArithmeticError(msg)
            new.append(sqrt(rest))
            lower.append(new)
        return cls(lower)

    @property
    def log_determinant(self) -> float:
        """Natural logarithm of the determinant of A."""
        return 2 * sum(log(row[-1]) for row in self.lower)

    def forward(self, right: Sequence[float]) -> list[float]:
        """Solve L x = right."""
        found: list[float] = []
        for row, value in zip(self.lower, right, strict=True):
            found.append((value - sum(map(mul, found, row))) / row[-1])
        return found

    def backward(self, right: Sequence[float]) -> list[float]:
        """Solve Lᵀ x = right."""
        rest = list(right)
        for number in reversed(range(len(rest))):
            row = self.lower[number]
            rest[number] /= row[-1]
            value = rest[number]
            for column, below in enumerate(islice(row, number)):
                rest[column] -= below * value
        return rest

    def solve(self, right: Sequence[float]) -> list[float]:
        """Solve A x = right."""
        return self.backward(self.forward(right))

    def inverse(self) -> Matrix:
        """All rows of the inverse of A."""
        size = len(self.lower)
        return [self.solve([float(row == column) for row in range(size)]) for column in range(size)]
