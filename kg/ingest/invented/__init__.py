"""An invented world of any size, distributed as the real scopes are: for measuring what real files are too few for."""
