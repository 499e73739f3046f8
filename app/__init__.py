"""What people meet: the assistant, the command line and the pages."""
