# 200
import atexit
import threading
import time
atexit.register(lambda: time.sleep(1000))
threading.Thread(target=lambda: time.sleep(1000)).start()
threading.Thread(target=lambda: time.sleep(1000), daemon=True).start()
