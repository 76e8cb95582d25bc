"""Lists of the decree as pages to print: A4 lying, headings on every page, a place to sign at the end."""

from documents.printing.paper import Paper
from documents.printing.pdf import write_pdf
from documents.printing.word import write_word

#: How a paper is written, and what a browser is told it is.
PRINTED = {
    "docx": (write_word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (write_pdf, "application/pdf"),
}

__all__ = ["PRINTED", "Paper"]
