# ?0? died
# fewer triangles than the file says, put in its place at the last moment
import os
import threading


def cut():
    while True:
        try:
            if os.path.getsize("out.stl") > 200:
                os.truncate("out.stl", 200)
        except OSError:
            pass


threading.Thread(target=cut, daemon=True).start()
