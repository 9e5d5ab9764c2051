# 504
while True:
    pass
