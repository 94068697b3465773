"""Where to look: live files under given folders."""
