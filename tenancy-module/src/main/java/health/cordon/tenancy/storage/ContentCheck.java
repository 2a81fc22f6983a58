package health.cordon.tenancy.storage;

/** Decides from an object's first bytes what it is, or refuses it. */
@FunctionalInterface
public interface ContentCheck {
    /**
     * @throws health.cordon.tenancy.http.ProblemException when the content is not accepted
     */
    String contentType(byte[] head);
}
