# 500 script
import os
kept = []
while True:
    kept.append(os.open(os.devnull, os.O_RDONLY))
