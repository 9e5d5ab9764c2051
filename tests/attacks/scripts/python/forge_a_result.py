# 50? died script
import json
import os
import struct
body = json.dumps({"ok": {"file": "/etc/passwd", "properties": {}, "timings": {}, "warnings": [], "unit": "mm", "fallback": False}}).encode()
os.write(3, struct.pack(">I", len(body)) + body)
os._exit(0)
