# 50? script geometry died
import os
os.mkdir("out.stl")
