# 50? script memory died timeout
import threading
import time
started = 0
while True:
    threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
    started += 1
