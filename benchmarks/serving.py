"""The application as ``kg serve`` runs it, with an endpoint that does nothing beside it: ``python -m benchmarks.serving PATH``.

Prints its port once it listens; ends with SIGTERM.
"""

import sys
import threading

import uvicorn
from fastapi import Response

from kg.api.app import create_app
from kg.graph import connect
from kg.settings import Settings


async def empty() -> Response:
    """What an answer costs that is nothing."""
    return Response(b"{}", media_type="application/json")


def main() -> None:
    settings = Settings()
    with connect(settings) as graph:
        app = create_app(settings, graph)
        app.get(sys.argv[1])(empty)
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
        threading.Thread(target=_announce, args=(server,), daemon=True).start()
        server.run()


def _announce(server: uvicorn.Server) -> None:
    while not server.started:
        threading.Event().wait(0.05)
    print(server.servers[0].sockets[0].getsockname()[1], flush=True)


if __name__ == "__main__":
    main()
