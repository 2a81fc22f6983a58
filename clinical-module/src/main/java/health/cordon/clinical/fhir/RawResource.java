package health.cordon.clinical.fhir;

/**
 * A resource as it was copied.
 *
 * @param json only what is read of it; empty for a type that is not read
 */
record RawResource(String type, String json) {
    /** Says nothing of the content, which may reach a log through here. */
    @Override
    public String toString() {
        return type;
    }
}
