# 504
sum(range(10**12))
