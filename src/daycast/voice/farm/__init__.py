"""Other machines that speak: `hands` give a crew's work to the workers of a Dask scheduler, `workshop` does it there.

A worker (`worker`) keeps nothing: it is handed what a piece is made of and hands back the take, which the machine that
renders puts into its own store. Nothing here is loaded unless a show has a `farm`.
"""
