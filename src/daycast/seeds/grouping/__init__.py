"""Which articles tell one event, which story continues which, and what each weighs: words, and meaning as an extra."""
