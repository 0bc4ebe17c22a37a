"""Who may use a page that is open to the office's network: whoever opens a one-time link first."""

import hmac
import secrets
from collections.abc import Callable
from threading import Lock


class OneTimeLink:
    """A link that lets one visitor in. Once used, a new one is made and handed to `announce`."""

    def __init__(self, announce: Callable[[str], None]) -> None:
        self._announce = announce
        self._lock = Lock()
        self.token = secrets.token_urlsafe(24)

    def redeem(self, token: str) -> bool:
        """Whether the token is right; it then is so no more."""
        with self._lock:
            if not hmac.compare_digest(token.encode(), self.token.encode()):
                return False
            self.token = secrets.token_urlsafe(24)
        self._announce(self.token)
        return True
