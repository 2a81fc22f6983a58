package health.cordon.provisioning.saga;

/** A part of an organisation that is there or is made. */
interface Step {
    /** Lower-case and hyphenated, at most 20 characters. */
    String name();

    /** Whether the organisation is to have it. */
    default boolean concerns(Saga saga) {
        return true;
    }

    /**
     * What it would make; looks, and makes nothing.
     *
     * @throws health.cordon.tenancy.http.ProblemException where it surely could not
     */
    String plan(Saga saga);

    /**
     * Makes what is missing.
     *
     * @return what is there now, for people; never a credential
     */
    String ensure(Saga saga);

    /** Takes away what it made for an organisation that never came to be, if it is there. */
    default void undo(Saga saga) {
        // Not every step leaves something of its own.
    }
}
