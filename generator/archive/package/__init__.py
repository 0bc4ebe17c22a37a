"""Archive packages: one folder a report, after RFC 8493 (BagIt), with metadata after DA/T 46-2009."""
