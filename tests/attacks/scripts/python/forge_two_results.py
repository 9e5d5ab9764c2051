# 50? died
import json
import os
import struct
open("out.stl", "wb").write(b"solid forged")
body = json.dumps({"ok": {"file": "out.stl"}}).encode()
os.write(3, 2 * (struct.pack(">I", len(body)) + body))
os._exit(0)
