"""Python runs this first where its folder is on PYTHONPATH: nothing may leave the machine.

Every attempt to look a name up or to reach an address is stopped, and written to the file that
NETWORK_LOG names: whoever catches the error cannot hide the attempt.
"""

import os
import sys

_ADDRESS_AT = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
    "socket.getnameinfo": 0,
}
_HERE = {None, "", "localhost", "::1", "0.0.0.0", "::", b"localhost", b"127.0.0.1"}


def _is_here(host: object) -> bool:
    return host in _HERE or str(host).startswith("127.")


def _watch(event: str, arguments: tuple) -> None:
    at = _ADDRESS_AT.get(event)
    if at is None:
        return
    address = arguments[at]
    if event.startswith("socket.") and at == 1 and not isinstance(address, tuple):
        return  # a socket in the file system, or an address given at connect
    host = address[0] if isinstance(address, tuple) else address
    if not _is_here(host):
        with open(os.environ["NETWORK_LOG"], "a") as log:  # noqa: PTH123
            log.write(f"{event} {address}\n")
        raise PermissionError(f"nothing may leave this machine: {event} {address}")


sys.addaudithook(_watch)
