# 200
import sys
sys.stdout = sys.stderr = None
sys.stdin = 4
