# 500 script
raise KeyboardInterrupt
