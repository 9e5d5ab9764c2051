# 50? memory timeout
kept = []
while True:
    kept.append(bytearray(64 << 20))
