package health.cordon.cli.remote;

/** Gives the bearer token for a wish such as {@code platform-admin} or {@code org:a role:b}. */
@FunctionalInterface
public interface Tokens {
    String bearer(String scope);
}
