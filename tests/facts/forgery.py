"""A script that answers in its build's place."""

FORGERY = """
import json, os, struct, sys
frame = sys._getframe()
while "nonce" not in frame.f_locals:
    frame = frame.f_back
def answer(ok, nonce=frame.f_locals["nonce"]):
    body = json.dumps({"ok": ok, "nonce": nonce}).encode()
    os.write(3, struct.pack(">I", len(body)) + body)
    os._exit(0)
"""
"""Defines ``answer(ok)``, which sends a result of the script's own under the nonce of the job: a script can find it."""
