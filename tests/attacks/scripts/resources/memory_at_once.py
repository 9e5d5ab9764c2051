# 500 memory
kept = "x" * (1 << 40)
