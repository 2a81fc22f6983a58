package health.cordon.sandbox.kms;

/** Who may not do what with which key; a star stands for any. */
record Denial(String principal, String action, String key) {
    static final String ANY = "*";

    boolean covers(Denial call) {
        return covers(principal, call.principal)
                && covers(action, call.action)
                && covers(key, call.key);
    }

    private static boolean covers(String rule, String value) {
        return rule.equals(ANY) || rule.equals(value);
    }
}
