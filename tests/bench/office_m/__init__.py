"""A blind office: a company for health mail-outs, home visits, meals, fees and dispatch of interpreters."""
