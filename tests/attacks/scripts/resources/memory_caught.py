# 50? timeout memory died script
kept = []
while True:
    try:
        kept.append(bytearray(64 << 20))
    except MemoryError:
        pass
