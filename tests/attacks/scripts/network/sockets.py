# 500 script stopped
import socket
attempt(
    tcp=lambda: socket.create_connection(("127.0.0.1", SERVER_PORT), timeout=1),
    tcp6=lambda: socket.socket(socket.AF_INET6),
    udp=lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"secret", ("127.0.0.1", 53)),
    raw=lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1),
    unix=lambda: socket.socket(socket.AF_UNIX).bind("socket"),
    abstract=lambda: socket.socket(socket.AF_UNIX).connect("\0attack"),
    netlink=lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    packets=lambda: socket.socket(17, socket.SOCK_RAW),
    vsock=lambda: socket.socket(40, socket.SOCK_STREAM),
    pair=lambda: socket.socketpair(),
)
