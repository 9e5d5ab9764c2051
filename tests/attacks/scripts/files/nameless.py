# 500 script
# room on the disk that no folder shows
import os
import time
for _ in range(4):
    file = os.open("nameless", os.O_CREAT | os.O_WRONLY)
    os.unlink("nameless")
    os.ftruncate(file, 200 << 20)
time.sleep(2)
