package health.cordon.tenancy.trust;

import health.cordon.tenancy.settings.AddressRefused;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why the other side is not believed. */
enum TrustFault {
    EXPIRED("the certificate there has expired; have it renewed."),
    NOT_YET_VALID("the certificate there is not valid yet; set the clocks of both machines right."),
    UNKNOWN_AUTHORITY(
            "the certificate there is from an authority that is not trusted; add the authority's"
                    + " certificate to the file of TRUSTED_CA_FILE and restart."),
    WRONG_NAME(
            "the certificate there is for another name; write the name that it is for into %s, or"
                    + " have it reissued."),
    NO_TLS("there is no TLS 1.2 or later; switch it on there."),
    ADDRESS(
            "the name leads to an address that is not allowed (link-local, metadata, or this"
                    + " machine); correct %s or the name service.");

    private static final int DEEPEST = 20;
    private final String sentence;

    TrustFault(String sentence) {
        this.sentence = sentence;
    }

    String sentence(String key) {
        return sentence.formatted(key);
    }

    /** The fault that stands behind a failure, or nothing when it failed for another reason. */
    static Optional<TrustFault> of(Throwable failure) {
        var causes = causes(failure);
        if (has(causes, CertificateExpiredException.class)) {
            return Optional.of(EXPIRED);
        }
        if (has(causes, CertificateNotYetValidException.class)) {
            return Optional.of(NOT_YET_VALID);
        }
        // The runtime builds a path and the database driver validates one; either may fail.
        if (has(causes, CertPathBuilderException.class)
                || has(causes, CertPathValidatorException.class)) {
            return Optional.of(UNKNOWN_AUTHORITY);
        }
        // What is left of a certificate's faults is its name; the runtime has no type for it.
        if (has(causes, SSLPeerUnverifiedException.class)
                || has(causes, CertificateException.class)) {
            return Optional.of(WRONG_NAME);
        }
        if (has(causes, AddressRefused.class)) {
            return Optional.of(ADDRESS);
        }
        return has(causes, SSLException.class) ? Optional.of(NO_TLS) : Optional.empty();
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
        return causes.stream().anyMatch(type::isInstance);
    }

    private static List<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (var next = failure; next != null && causes.size() < DEEPEST; next = next.getCause()) {
            causes.add(next);
        }
        return causes;
    }
}
