"""The engine's port: choosing one, and asking whether Bolt answers on it."""

import socket

# Bolt's magic number, then four proposals of a version (5.x down to 5.0, three left empty).
_HANDSHAKE = b"\x60\x60\xb0\x17" + b"\x00\x08\x08\x05" + b"\x00" * 12


def free_port(wanted: int = 0) -> int:
    """``wanted`` when it is free, so that clients of an engine that was started again find it; else any."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int) -> bool:
    """Whether Bolt answers its handshake; an open port alone is not yet a server."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as bolt:
            bolt.sendall(_HANDSHAKE)
            return len(bolt.recv(4)) == 4
    except OSError:
        return False
