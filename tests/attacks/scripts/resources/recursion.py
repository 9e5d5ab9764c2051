# 500 script
def deeper():
    deeper()


deeper()
