"""Makes a redirect an error: whom we ask is a setting or stands in a certificate, and nobody else may answer."""

import urllib.request


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """For `urllib.request.build_opener`."""

    def redirect_request(self, *_: object) -> None:
        """Never goes on."""
        return
