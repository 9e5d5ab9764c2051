# 500 script
import os


class Evil(Exception):
    def __reduce__(self):
        return os.system, ("touch /tmp/cadwidgets-attack",)

    def __str__(self):
        return "x" * 1_000_000


raise Evil
