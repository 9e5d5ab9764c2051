"""``python -m cadwidgets`` is the command line."""

from cadwidgets.cli import main

main()
