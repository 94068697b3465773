"""The report of one inspection: view models, and the same content as HTML, Excel and PDF."""
