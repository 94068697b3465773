"""DER, CMS, certificates and timestamps."""
