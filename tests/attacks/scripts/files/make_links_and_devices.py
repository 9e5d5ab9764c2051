# 500 script stopped
import os
import stat
attempt(
    symbolic=lambda: os.symlink(SECRET_FILE, "out.stl"),
    hard=lambda: os.link(SECRET_FILE, "hard.stl"),
    hard_of_ones_own=lambda: (open("mine", "w").close(), os.link("mine", "second.stl")),
    pipe=lambda: os.mkfifo("pipe.stl"),
    device=lambda: os.mknod("device.stl", stat.S_IFCHR | 0o666, os.makedev(1, 5)),
    file_node=lambda: os.mknod("node", stat.S_IFREG | 0o666),
)
