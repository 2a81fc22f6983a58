package health.cordon.provisioning.saga;

/** What an organisation may have of its own. */
enum Dedicated {
    DATABASE("db"),
    BUCKET("bucket"),
    KEY("key");

    private final String text;

    Dedicated(String text) {
        this.text = text;
    }

    /** As a request names it. */
    String text() {
        return text;
    }
}
