package health.cordon.tenancy.routing;

/** What is recorded about a database that an organisation wants under a ref. */
public enum Standing {
    /** Nothing: it has never served, under no ref. */
    NEW,
    /** It is this organisation's, under this ref. */
    RECORDED,
    /** It is the one that organisations without a database of their own share. */
    SHARED,
    /** It is recorded under another ref, or for another organisation. */
    ELSEWHERE,
    /** The ref has served from another database, whose rows would be lost from sight. */
    REPLACED
}
