"""The widgets: traits, wiring and layout. No parsing and no HTTP happens here."""
