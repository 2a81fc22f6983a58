package health.cordon.tenancy.verification;

/** One question; whatever it throws is its answer. */
@FunctionalInterface
interface Check {
    Seen look() throws Exception;
}
