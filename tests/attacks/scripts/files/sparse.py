# 500 script
with open("sparse", "wb") as file:
    file.truncate(1 << 40)
