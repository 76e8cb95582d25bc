"""How sure a proposal is, why, and what part the one who acts plays."""

from dataclasses import dataclass

from documents.reading.findings import Named, Report


@dataclass(frozen=True)
class Grounds:
    """What a duty was read from."""

    names: tuple[Named, ...]
    own: bool
    leading: bool
    helped: bool
    ordered: bool

    @property
    def known(self) -> bool:
        return all(name.known or name.group for name in self.names)

    def why(self) -> tuple[str, ...]:
        """Name the facts that the figure of sureness rests on."""
        facts = {
            "no_actor": not self.names,
            "ordered": self.ordered,
            "leads": self.leading,
            "helped": self.helped,
            "named_in_sentence": self.own,
            "named_above": bool(self.names) and not self.own,
            "unknown_agency": bool(self.names) and not self.known,
        }
        return tuple(name for name, holds in facts.items() if holds)

    def sure(self) -> float:
        if not self.names:
            return 0.4
        sure = 0.9 if self.leading or self.ordered else 0.8 if self.helped else 0.65
        if not self.own:
            sure -= 0.05
        return round(sure if self.known else sure - 0.1, 2)

    def role(self, report: Report | None, every: tuple[str, ...]) -> str:
        if self.leading:
            return "lead"
        if report and every:
            return "report"
        return "actor_with_coop" if self.helped else "report" if report and report.to is None else "actor"
