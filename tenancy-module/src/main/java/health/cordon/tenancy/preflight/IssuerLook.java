package health.cordon.tenancy.preflight;

import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.token.IssuerFault;
import health.cordon.tenancy.token.IssuerProbe;
import health.cordon.tenancy.token.IssuerRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether an issuer can vouch for an organisation's people: nobody could sign in otherwise. */
@ApplicationScoped
public class IssuerLook implements Look {
    private static final String NAME = "issuer";

    @Inject IssuerProbe probe;

    @Override
    public String subject() {
        return NAME;
    }

    @Override
    public boolean concerns(Wanted wanted) {
        return wanted.issuer().isPresent();
    }

    @Override
    public void at(Tenant tenant, Wanted wanted, Report report) {
        wanted.issuer().ifPresent(issuer -> look(tenant, issuer, report));
    }

    private void look(Tenant tenant, String issuer, Report report) {
        try {
            int keys = probe.usableKeys("the issuer of " + tenant.id(), issuer);
            report.passed(
                    NAME,
                    "it names itself and publishes keys that tokens may be signed with: " + keys);
        } catch (IssuerRefused e) {
            report.failed(NAME, evidence(e.fault()), remedy(e.fault(), issuer));
        } catch (IllegalArgumentException e) {
            report.failed(NAME, "nobody may have this issuer", sentence(e));
        }
    }

    private static String evidence(IssuerFault fault) {
        return switch (fault) {
            case AWAY -> "its discovery document or its keys cannot be read";
            case NOT_BELIEVED -> "its certificate or its address is refused";
            case NO_DOCUMENT -> "what it answers is no discovery document";
            case ANOTHER_NAME -> "the discovery document names another issuer";
            case KEYS_ELSEWHERE -> "the keys are not on the issuer's own host";
            case NO_KEYS -> "there is no key set at its jwks_uri";
            case NO_USABLE_KEY -> "it publishes no key that tokens may be signed with";
        };
    }

    private static String remedy(IssuerFault fault, String issuer) {
        return switch (fault) {
            case AWAY, NO_DOCUMENT ->
                    "See that it runs, that this node reaches it, and that %s%s is answered within 2 s."
                            .formatted(issuer, "/.well-known/openid-configuration");
            case NOT_BELIEVED -> "The server's log says what is wrong with it, and what mends it.";
            case ANOTHER_NAME ->
                    "Give the issuer exactly as its discovery document writes it, or correct the"
                            + " document.";
            case KEYS_ELSEWHERE ->
                    "Let jwks_uri of the discovery document begin like the issuer: same scheme, host"
                            + " and port.";
            case NO_KEYS, NO_USABLE_KEY ->
                    "Let it publish an RSA key of at least 2048 bits for RS256 or PS256, or a P-256"
                            + " key for ES256, for signatures.";
        };
    }

    /** Our own: see {@link IssuerProbe#usableKeys}. */
    private static String sentence(IllegalArgumentException refusal) {
        var text = refusal.getMessage();
        return text == null ? "Give an https address of an allowed host." : capital(text);
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
