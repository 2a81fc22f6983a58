package health.cordon.provisioning.retirement;

import health.cordon.provisioning.cloud.KeyEnd;
import health.cordon.provisioning.cloud.KeyFate;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Organisation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.stream.Collectors;

/** KMS refuses the key that was made for the organisation, and deletes it after a while. */
@ApplicationScoped
public class ScheduledKeys implements RetirementStep {
    private static final int SHORTEST_DAYS = 7;
    private static final int LONGEST_DAYS = 30;

    @Inject KeyEnd keys;
    @Inject RetirementSettings settings;

    @Override
    public String name() {
        return "key";
    }

    @Override
    public Taken take(Organisation organisation, Turn turn) {
        try {
            keys.fates(organisation).stream()
                    .filter(KeyFate::made)
                    .forEach(key -> keys.schedule(key, days()));
            var made = keys.fates(organisation).stream().filter(KeyFate::made).toList();
            return Taken.done(
                    made.isEmpty()
                            ? "it has no key that was made for it"
                            : made.stream()
                                    .map(ScheduledKeys::told)
                                    .collect(Collectors.joining(", ")));
        } catch (ProblemException e) {
            throw new StepStopped("KMS does not schedule the deletion of the key", e);
        }
    }

    /** Within what KMS takes. */
    private int days() {
        long wanted = settings.config().waiting().toDays();
        return (int) Math.min(LONGEST_DAYS, Math.max(SHORTEST_DAYS, wanted));
    }

    private static String told(KeyFate key) {
        return key.deletedAt() == null
                ? "%s is %s".formatted(key.key(), key.state())
                : "%s goes at %s".formatted(key.key(), key.deletedAt());
    }
}
