package health.cordon.tenancy.routing;

/**
 * Where a tenant lives, as a node of the model believes it.
 *
 * @param place one of two databases
 */
record ModelHome(int place, long epoch) {
    @Override
    public String toString() {
        return (place == 0 ? "database A" : "database B") + " at epoch " + epoch;
    }
}
