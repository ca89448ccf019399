"""One module per page: what it shows (`build`) and how it is asked for (`respond`)."""
