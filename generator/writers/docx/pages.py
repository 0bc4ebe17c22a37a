"""Where the layout ends a page early inside a paragraph: an empty box takes up the foot of that page.

Neither a page break in a paragraph will do (its last line would not be justified, and LibreOffice would make
two paragraphs of it), nor keepNext (LibreOffice moves the whole paragraph, Word some lines of it).
"""

from generator.writers.docx.drawing import foot_box
from generator.writers.docx.flow import Context
from generator.writers.docx.markup import Markup
from generator.writers.docx.place import free_lines
from generator.writers.docx.styles import PITCH


def blank_foot(context: Context) -> tuple[Markup, ...]:
    """The run that keeps the foot of the block's first page free, where the layout leaves lines there.

    The box is anchored in the block's own paragraph, so it can only stand on the page where that begins.
    """
    measure = context.measure
    if not measure.page_starts:
        return ()
    free = free_lines(context.layout.pages[measure.first_page - 1])
    if free < 1:
        return ()
    return (foot_box(context.index + 1, f"页末空{free}行", free * PITCH),)
