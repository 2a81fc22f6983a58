package health.cordon.tenancy.erasure;

/**
 * What the list says of a tenant at one moment.
 *
 * @param begun intents of which nobody knows yet whether the clinical database has committed
 */
public record ErasureCount(long done, long begun) {
    /**
     * Whether a database with this mark has carried out all that is done. It may have carried out
     * what is only begun here.
     */
    public boolean agreesWith(long mark) {
        return done <= mark && mark <= done + begun;
    }
}
