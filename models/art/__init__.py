"""What draws with heavy libraries, fonts and files: all but pen.py and its typed faces is loaded by the desk alone."""
