"""A form that was posted: its fields and files, read in memory and never kept."""

from __future__ import annotations

from typing import NamedTuple

from ....errors import UsageError

MOST_FIELDS = 2_000
"""So many fields a form may have."""


class Upload(NamedTuple):
    """A file of a form: its name as the sender calls it, and its content."""

    name: str
    data: bytes


class PostedForm:
    """The fields and files of a form by their names, each as often as it was given."""

    def __init__(self, fields: list[tuple[str, str]], uploads: list[tuple[str, Upload]]) -> None:
        """Take the pairs in the order of the form."""
        self.fields = fields
        self._texts = dict(reversed(fields))  # of several the first
        self._uploads = uploads

    def text(self, name: str) -> str:
        """A field without blanks around it; nothing where it is not there."""
        return self._texts.get(name, "").strip()

    def uploads(self, name: str) -> list[Upload]:
        """The files of a field that have a name or content: a field left empty sends one without either."""
        return [upload for field, upload in self._uploads if field == name and upload.data]


def posted_form(body: bytes, content_type: str) -> PostedForm:
    """Read a form as browsers send it; UsageError for anything else, or for what is not text in UTF-8."""
    from python_multipart.exceptions import FormParserError
    from python_multipart.multipart import Field, File, create_form_parser

    fields: list[tuple[str, str]] = []
    uploads: list[tuple[str, Upload]] = []

    def on_field(field: Field) -> None:
        if len(fields) >= MOST_FIELDS:
            raise UsageError(f"The form has more than {MOST_FIELDS:,} fields.")
        fields.append((_text(field.field_name), _text(field.value)))

    def on_file(file: File) -> None:
        file.file_object.seek(0)
        uploads.append((_text(file.field_name), Upload(_text(file.file_name), file.file_object.read())))

    try:
        headers = {"Content-Type": content_type.encode("latin-1")}
        in_memory = {"MAX_MEMORY_FILE_SIZE": len(body) + 1}  # a larger file would be written to disk
        parser = create_form_parser(headers, on_field, on_file, in_memory)
        parser.write(body)
        parser.finalize()
    except (FormParserError, ValueError) as error:
        raise UsageError(f"The form could not be read ({error}). Send it again from the page.") from None
    return PostedForm(fields, uploads)


def _text(value: bytes | None) -> str:
    try:
        return (value or b"").decode()
    except UnicodeDecodeError:
        raise UsageError("The form is no text in UTF-8.") from None
