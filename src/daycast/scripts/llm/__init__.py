"""The language-model writer: the built-in writer's draft, told again by a model, line by line under the evidence check.

Takes the draft; `sheet` makes numbered facts of a section, `prompt` a question of them, `memory` or `server` answers,
`review` judges every line, `assemble` puts together what may air. What fails at any step is the built-in writer's
again. `writer` is the door: it hands on a `Script` and a `Report`.
"""
