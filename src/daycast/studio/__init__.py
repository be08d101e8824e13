"""The studio: a page on this machine on which a day's script is read, changed, heard, made and published.

It writes the same files as an editor would and calls the same verbs as the command line. `guard` decides who may come
in and `app` answers; `desk` does what is asked (`asks`, `change`), with `listening` for the takes and `making` for the
episode; `rows` is what there is to see, `view` draws it, `news` tells the page.
"""
