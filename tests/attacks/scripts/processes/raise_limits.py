# 500 script
import resource
resource.setrlimit(resource.RLIMIT_AS, (1 << 40, 1 << 40))
