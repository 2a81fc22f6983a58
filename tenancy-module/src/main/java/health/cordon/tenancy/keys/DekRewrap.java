package health.cordon.tenancy.keys;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Wraps DEKs with another key. From one KMS key to another inside of KMS; else the plain DEK is in
 * memory for the length of one call of KMS. What comes out was unwrapped once and compared with the
 * DEK of the row, also where KMS made it: who stores a form that does not open has lost a patient's
 * record. Nothing is cached, nothing is stored here.
 *
 * <p>Calls KMS: never inside a transaction.
 */
@ApplicationScoped
public class DekRewrap {
    private static final String NO_KEY_OF_THE_TENANT = "";

    @Inject DekResolver deks;
    @Inject KeyProviderResolver keys;
    @Inject KeyProviders providers;

    /**
     * A DEK in its new form.
     *
     * @param kmsCalls how often KMS was asked
     */
    public record Done(Rewrapped row, int kmsCalls) {}

    /**
     * @throws CannotRewrap for whatever reason
     * @throws ProblemException keys locked; unavailable when the platform database does not answer
     */
    public Done rewrap(Tenant tenant, Dek dek, WrappingKey to) {
        deks.requireUnlocked(tenant);
        var old = parse(dek);
        if (!keys.accepts(tenant, old)) {
            throw new CannotRewrap(CannotRewrap.Kind.BROKEN, old.key(), NO_KEY_OF_THE_TENANT, null);
        }
        var address = dek.address(tenant.id());
        var print = dek.fingerprint();
        if (old instanceof WrappedDek.Kms from && to instanceof WrappingKey.Kms cmk) {
            return print.map(known -> inKms(dek, from, cmk, address, known, 1))
                    .orElseGet(() -> inKms(dek, from, cmk, address, print(old, address, print), 2));
        }
        return here(dek, old, to, address);
    }

    private Done inKms(
            Dek dek,
            WrappedDek.Kms from,
            WrappingKey.Kms to,
            DekAddress address,
            byte[] print,
            int calls) {
        var wrapped =
                asked(
                        from.keyArn(),
                        to.arn(),
                        KmsAction.RE_ENCRYPT,
                        () -> providers.reEncrypt(from, to, address));
        requireSame(wrapped, address, print);
        return new Done(new Rewrapped(dek, wrapped, print), calls + 1);
    }

    private Done here(Dek dek, WrappedDek old, WrappingKey to, DekAddress address) {
        var plain = unwrap(old, address);
        try {
            var print = print(old, plain, address, dek.fingerprint());
            var wrapped =
                    asked(
                            old.key(),
                            to.name(),
                            KmsAction.ENCRYPT,
                            () -> providers.wrap(to, address, plain));
            requireSame(wrapped, address, print);
            int calls = (old instanceof WrappedDek.Kms ? 1 : 0);
            return new Done(
                    new Rewrapped(dek, wrapped, print),
                    calls + (wrapped instanceof WrappedDek.Kms ? 2 : 0));
        } finally {
            wipe(plain);
        }
    }

    private byte[] print(WrappedDek old, DekAddress address, Optional<byte[]> known) {
        var plain = unwrap(old, address);
        try {
            return print(old, plain, address, known);
        } finally {
            wipe(plain);
        }
    }

    private static byte[] print(
            WrappedDek old, byte[] plain, DekAddress address, Optional<byte[]> known) {
        var print = DekFingerprint.of(plain, address);
        if (known.isPresent() && !MessageDigest.isEqual(known.get(), print)) {
            throw broken(old, null);
        }
        return print;
    }

    /** The only proof that counts: the new form opens, here and now, to the DEK of the row. */
    private void requireSame(WrappedDek wrapped, DekAddress address, byte[] print) {
        var plain = unwrap(wrapped, address);
        try {
            if (!MessageDigest.isEqual(print, DekFingerprint.of(plain, address))) {
                throw broken(wrapped, null);
            }
        } finally {
            wipe(plain);
        }
    }

    private byte[] unwrap(WrappedDek wrapped, DekAddress address) {
        return asked(
                wrapped.key(),
                wrapped.key(),
                KmsAction.DECRYPT,
                () -> providers.unwrap(wrapped, address));
    }

    private static <T> T asked(String from, String to, KmsAction action, Supplier<T> call) {
        try {
            return call.get();
        } catch (ProblemException e) {
            if (e.problem() != Problem.UNAVAILABLE) {
                throw e;
            }
            throw refused(from, to, action, e);
        } catch (IllegalStateException e) {
            throw new CannotRewrap(CannotRewrap.Kind.BROKEN, from, action.permission(), e);
        }
    }

    private static CannotRewrap refused(
            String from, String to, KmsAction action, ProblemException problem) {
        var cause = problem.getCause();
        // Without a cause KMS was not asked: its breaker is open, or too many are asking.
        var kind = cause == null ? CannotRewrap.Kind.UNAVAILABLE : kind(KmsOutcome.of(cause));
        if (action != KmsAction.RE_ENCRYPT) {
            return new CannotRewrap(kind, to, action.permission(), problem);
        }
        return isOfTheTarget(cause, from, to)
                ? new CannotRewrap(kind, to, "kms:ReEncryptTo", problem)
                : new CannotRewrap(kind, from, "kms:ReEncryptFrom", problem);
    }

    private static CannotRewrap.Kind kind(KmsOutcome outcome) {
        return switch (outcome) {
            case DENIED -> CannotRewrap.Kind.DENIED;
            case DISABLED -> CannotRewrap.Kind.UNUSABLE;
            case OK, REFUSED -> CannotRewrap.Kind.BROKEN;
            case THROTTLED, TIMEOUT, UNREACHABLE, ERROR, SHORT_CIRCUITED, BUSY ->
                    CannotRewrap.Kind.UNAVAILABLE;
        };
    }

    /**
     * Of the two keys of a call: KMS names the right that it missed, or the key that is unusable.
     */
    private static boolean isOfTheTarget(@Nullable Throwable cause, String from, String to) {
        if (!(cause instanceof AwsServiceException)) {
            return false;
        }
        var message = String.valueOf(cause.getMessage());
        return message.contains("kms:ReEncryptTo") || !from.equals(to) && message.contains(to);
    }

    private static WrappedDek parse(Dek dek) {
        try {
            return WrappedDek.parse(dek.wrapped());
        } catch (IllegalArgumentException e) {
            throw new CannotRewrap(CannotRewrap.Kind.BROKEN, "", "", e);
        }
    }

    private static CannotRewrap broken(WrappedDek wrapped, @Nullable Throwable cause) {
        return new CannotRewrap(CannotRewrap.Kind.BROKEN, wrapped.key(), "", cause);
    }

    private static void wipe(byte[] plain) {
        Arrays.fill(plain, (byte) 0);
    }
}
