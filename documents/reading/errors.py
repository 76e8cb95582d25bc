"""Why a file cannot be read, in a sentence for the person who chose it."""


class ReadingError(Exception):
    """A file that is refused. `code` is for programs, `sentence` is what the person reads."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
