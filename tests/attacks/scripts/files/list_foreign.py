# 500 script stopped
import os
attempt(
    root=lambda: os.listdir("/"),
    home=lambda: os.listdir("/home"),
    temporary=lambda: os.listdir("/tmp"),
    data=lambda: os.listdir(DATA_DIR),
    up=lambda: os.listdir("../.."),  # one up is the folder of its own session
    walk=lambda: os.scandir("/etc"),
)
