"""The open test set of the guard: self-made papers in which every fault is labelled. See README.md beside it."""
