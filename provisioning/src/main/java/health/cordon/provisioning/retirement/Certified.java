package health.cordon.provisioning.retirement;

import health.cordon.provisioning.retirement.Retirement.State;
import health.cordon.tenancy.organisation.Organisation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** All is counted anew; only where nothing is left there is a certificate. */
@ApplicationScoped
public class Certified implements RetirementStep {
    @Inject Retirements retirements;
    @Inject HoldingsCount count;
    @Inject CertificateText text;
    @Inject RetirementSettings settings;

    @Override
    public String name() {
        return "scan";
    }

    @Override
    public Taken take(Organisation organisation, Turn turn) {
        var known = retirements.required(organisation.id());
        var after = count.of(organisation, turn);
        if (!after.isClear()) {
            throw new StepStopped(
                    "%d rows and %d versions of objects are left, or a key can be used"
                            .formatted(after.totalRows(), after.totalVersions()));
        }
        if (known.state() == State.RUNNING) {
            var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            var goes = now.plus(settings.config().waiting());
            retirements.certify(known, text.of(organisation, known, after, now, goes), goes);
        }
        return Taken.done("no row, no version of an object and no usable key is left");
    }
}
