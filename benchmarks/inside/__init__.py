"""What runs in child processes, with Django and one database each."""
