# ?0? died
# fewer triangles than the file says, put in its place at the last moment
import os
import threading


def cut():
    while True:
        try:
            if os.path.getsize("out.stl") > 200:
                with open("out.stl", "r+b") as file:
                    file.truncate(200)
        except OSError:
            pass


threading.Thread(target=cut, daemon=True).start()
