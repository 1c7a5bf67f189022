"""What people read of a hit, by kind: what it is, why it is one, what to do now."""
