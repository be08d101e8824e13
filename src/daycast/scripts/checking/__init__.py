"""What can be wrong with a script that was understood, a module for each subject; `check` puts them together."""
