"""The one place that asks for the time, so that the same input gives the same bytes."""

import os
from datetime import UTC, date, datetime, timedelta, timezone

from generator.errors import UsageError

CHINA = timezone(timedelta(hours=8))
"""UTC+8, the civil time of every report."""


def source_date() -> datetime | None:
    """SOURCE_DATE_EPOCH as a datetime in UTC+8, or None if it is unset. Raises UsageError if it is no number."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), CHINA)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"环境变量 SOURCE_DATE_EPOCH 应为秒数，现为“{epoch}”。请改正，或取消设置。"
        ) from error


def document_time(issue_date: date | None) -> datetime:
    """The time stamp written into a report's files: SOURCE_DATE_EPOCH, else midnight of the 成文日期.

    Without either it is 1 January 2000, so that bytes still do not depend on the clock.
    """
    fixed = source_date()
    if fixed is not None:
        return fixed
    day = issue_date or date(2000, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=CHINA)


def today() -> date:
    """The current day in China (or that of SOURCE_DATE_EPOCH)."""
    return (source_date() or datetime.now(UTC).astimezone(CHINA)).date()


def now() -> datetime:
    """This very moment in China, for signatures only: SOURCE_DATE_EPOCH must not make a signing time lie."""
    return datetime.now(UTC).astimezone(CHINA)
