# 200
import gc
import os
import sys
found = [text for text in gc.get_objects() if isinstance(text, str) and CANARY_HALVES[0] in text and CANARY_HALVES[1] in text]
print(len(found), sorted(os.environ))
frame = sys._getframe()
while frame:
    print(frame.f_code.co_name)
    frame = frame.f_back
