"""How the command line shows things to people; what programs read is JSON, made elsewhere."""
