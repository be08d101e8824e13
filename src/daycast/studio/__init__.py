"""The studio: a page on this machine on which a day's script is read, changed, heard, made and published.

It writes the same files as an editor would and calls the same verbs as the command line. `guard` decides who may come
in, `rows` what there is to see, `desk` does the work, `app` answers the browser.
"""
