"""The engines that come along; they register through the entry points, as anybody's do."""
