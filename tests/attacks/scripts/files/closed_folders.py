# ?00 script
import os
for mode in (0o000, 0o300, 0o500):
    os.mkdir(f"closed{mode}", mode)
