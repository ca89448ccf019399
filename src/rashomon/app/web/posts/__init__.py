"""What the forms of the pages do: a form comes in, the case is told, and a page is gone to."""
