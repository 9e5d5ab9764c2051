# 50? script died
import builtins
builtins.len = lambda _: 0
builtins.open = None
builtins.__import__ = None
raise ValueError("the next build must not see this")
