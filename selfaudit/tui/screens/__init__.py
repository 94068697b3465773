"""The screens of the app, one file each. They are imported when first opened."""
