# 500 script stopped
attempt(
    passwd=lambda: open("/etc/passwd").read(),
    shadow=lambda: open("/etc/shadow").read(),
    secret=lambda: open(SECRET_FILE).read(),
    service=lambda: open(f"{DATA_DIR}/service.sqlite3").read(),
    home=lambda: open("/root/.bashrc").read(),
    host=lambda: open("/etc/hostname").read(),
)
