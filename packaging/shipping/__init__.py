"""What goes out of the house: the Windows folder, the wheelhouse, their bill of materials, licences and signed sums."""
