// What Node itself costs: nothing to do.
