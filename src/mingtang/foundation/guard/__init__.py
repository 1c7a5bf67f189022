"""The guard in the house: checks what goes out, keeps what it found, lets the entitled override it by name."""
