# 500 script
key = "x"
id = 1
params = preset = type = 3
show_object = 5
show_object(1)
