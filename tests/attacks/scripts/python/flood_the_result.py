# 50? died timeout
import os
try:
    while True:
        os.write(3, b"\xff" * 65536)
except OSError:
    os._exit(0)
