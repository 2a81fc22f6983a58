package health.cordon.cli.outcome;

/** What the shell is told. The numbers are published and do not change. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    WRONG_USAGE(2),
    NOT_FOUND(3),
    CONFLICT(4),
    REFUSED(5),
    NOT_REACHABLE(6),
    CHECK_FAILED(7);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
