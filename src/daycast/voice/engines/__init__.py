"""The engines that daycast brings along; each is found through the entry points, like anyone else's."""
