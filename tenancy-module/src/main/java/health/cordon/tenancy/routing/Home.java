package health.cordon.tenancy.routing;

/**
 * What this node believes about where a tenant lives.
 *
 * @param epoch of that belief; 0 for a placement by hand
 */
record Home(Route route, long epoch) {}
