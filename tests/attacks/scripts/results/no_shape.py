# 500 script
RAW
show_object(42)
