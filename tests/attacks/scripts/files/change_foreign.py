# 500 script stopped
import os
attempt(
    mode=lambda: os.chmod(SECRET_FILE, 0o777),
    owner=lambda: os.chown(SECRET_FILE, os.getuid(), os.getgid()),
    times=lambda: os.utime(SECRET_FILE, (0, 0)),
    truncated=lambda: os.truncate(SECRET_FILE, 0),
    attribute=lambda: os.setxattr(SECRET_FILE, "user.attack", b"1"),
    mode_of_package=lambda: os.chmod(__import__("cadquery").__file__, 0o777),
    mode_of_open=lambda: os.fchmod(os.open(__import__("cadquery").__file__, os.O_RDONLY), 0o777),
)
