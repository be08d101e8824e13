"""The built-in writer: which sentences of the articles are said, in which order, and what stands around them.

`facts` finds what can be said, `choose` and `plan` what is, `voicing` in which words, and `write` phrases the rest.
"""
