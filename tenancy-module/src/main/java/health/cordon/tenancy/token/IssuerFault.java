package health.cordon.tenancy.token;

/** Why nobody can be vouched for by an issuer: for the operator, never for the caller. */
public enum IssuerFault {
    /** It does not answer in time, or not as it should. */
    AWAY,
    /** Its certificate or its address is refused. */
    NOT_BELIEVED,
    /** What it answers is no discovery document. */
    NO_DOCUMENT,
    /** The discovery document is of an issuer of another name. */
    ANOTHER_NAME,
    /** The keys are said to be on another host, or without TLS. */
    KEYS_ELSEWHERE,
    /** There is no key set where it is said to be. */
    NO_KEYS,
    /** None of the keys is one that a token may be signed with. */
    NO_USABLE_KEY
}
