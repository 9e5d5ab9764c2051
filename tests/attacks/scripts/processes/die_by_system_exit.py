# 500 script
raise SystemExit(0)
