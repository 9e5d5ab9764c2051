# 500 script
import os
for _ in range(3000):
    os.mkdir("d" * 200)
    os.chdir("d" * 200)
