"""Whether what is said stands in the sentences that it cites (`supports`), and these in their articles (`rests`)."""
