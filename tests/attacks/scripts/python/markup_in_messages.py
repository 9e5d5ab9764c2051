# 500 script
print("\x1b[2J\x1b]0;owned\x07\r<script>alert(1)</script>\u202egnp.exe")
raise ValueError("\x1b[31m<img src=x onerror=alert(1)>\u202e\r\n\r\nHTTP/1.1 200 OK")
