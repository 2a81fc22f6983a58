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
     * Makes what is missing.
     *
     * @return what is there now, for people; never a credential
     */
    String ensure(Saga saga);
}
