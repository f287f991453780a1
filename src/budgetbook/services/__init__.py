"""Use cases, one function each. The command line, the web and the corpus call the same ones; nothing here prints."""
