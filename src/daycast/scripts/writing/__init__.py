"""The built-in writer: which sentences of the articles are said, in which order, and what stands around them.

`facts` finds what can be said (in `english`, or `plainly` in the `tongues` of others), `choose` and `plan` what is,
`compose` puts it in turns and in the words in which it is said, and `write` phrases the rest.
"""
