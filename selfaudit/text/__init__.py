"""Words on the screen: messages in Japanese and English, cell widths, Japanese dates, console encodings."""
