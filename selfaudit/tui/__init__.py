"""Front end 1: the app on a terminal (Textual). It shows and asks; what is true is decided in `selfaudit.services`."""
