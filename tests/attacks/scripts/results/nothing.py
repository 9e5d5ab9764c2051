# 500 script
RAW
x = 1
