# 50? died script memory timeout
import sys
sys.setrecursionlimit(10**9)
deep = []
for _ in range(10_000_000):
    deep = [deep]
repr(deep)
