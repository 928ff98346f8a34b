"""Power cuts, kills and full disks at every write of the workflows that must be whole or not at all.

`python -m tests.crash` tries many; the tests some of each.
"""
