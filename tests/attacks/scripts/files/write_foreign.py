# 500 script stopped
import os
import pathlib
attempt(
    temporary=lambda: open("/tmp/cadwidgets-attack", "w"),
    shared_memory=lambda: open("/dev/shm/cadwidgets-attack", "w"),
    var=lambda: open("/var/tmp/cadwidgets-attack", "w"),
    beside=lambda: open("../../attack", "w"),  # one up is the folder of its own session
    data=lambda: open(f"{DATA_DIR}/attack", "w"),
    secret=lambda: open(SECRET_FILE, "a"),
    folder=lambda: os.mkdir("/tmp/cadwidgets-attack-folder"),
    removed=lambda: os.unlink(SECRET_FILE),
    renamed=lambda: os.rename(SECRET_FILE, "mine"),
    package=lambda: pathlib.Path(__import__("cadquery").__file__).write_text("attacked = True"),
)
