"""How often the episodes were downloaded, counted from the server's access log.

`logs` finds and reads the files, `parse` turns a line into a request, `sound` knows what a minute of each episode
weighs, `agents` tells apps from robots, `gained` remembers who got how much, and `count` applies the rules of the IAB
Tech Lab's Podcast Technical Measurement Guidelines (version 2.3; the rules are those of 2.2). `report` says what came
of it, `plot` and `page` show it.
"""
