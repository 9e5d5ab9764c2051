# 500 script stopped
import asyncio
attempt(loop=lambda: asyncio.run(asyncio.open_connection("127.0.0.1", SERVER_PORT)))
