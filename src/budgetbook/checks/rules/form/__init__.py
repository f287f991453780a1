"""What the form and the law ask for: everything there, titled for the year, nothing left unfilled, names used consistently."""
