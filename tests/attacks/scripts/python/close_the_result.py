# 502
import os
os.close(3)
os._exit(0)
