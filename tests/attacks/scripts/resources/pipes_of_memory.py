# 500 script
import os
kept = []
while True:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    os.write(writer, bytes(1 << 20))
    kept.append((reader, writer))
