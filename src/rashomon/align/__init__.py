"""What different accounts say, brought together: factors across documents, claims, stances."""
