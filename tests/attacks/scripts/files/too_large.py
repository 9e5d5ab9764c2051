# 500 script
with open("large", "wb") as file:
    for _ in range(400):
        file.write(bytes(1 << 20))
