// Nothing but the standard headers, so that they are compiled once.
