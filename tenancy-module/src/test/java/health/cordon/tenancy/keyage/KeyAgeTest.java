package health.cordon.tenancy.keyage;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.keyage.KeyAge.Wraps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyAgeTest {
    private static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Wraps> WRAPS =
            List.of(
                    new Wraps("local", 1, OLD.plus(Duration.ofDays(9))),
                    new Wraps("local:k1", 2, OLD),
                    new Wraps("arn:aws:kms:eu-west-1:111122223333:key/a", 3, OLD.plusMillis(1)));

    @Test
    void isThatOfTheOldestWrap() {
        var age = new KeyAge(WRAPS, 30);

        assertThat(age.deks()).isEqualTo(6);
        assertThat(age.oldest()).contains(OLD);
        assertThat(age.due()).contains(OLD.plus(Duration.ofDays(30)));
        assertThat(age.isOverdue(OLD.plus(Duration.ofDays(30)))).isFalse();
        assertThat(age.isOverdue(OLD.plus(Duration.ofDays(30)).plusMillis(1))).isTrue();
    }

    @Test
    void isNeverOverdueWithoutAScheduleOrAKey() {
        assertThat(new KeyAge(WRAPS, null).due()).isEmpty();
        assertThat(new KeyAge(WRAPS, null).isOverdue(Instant.MAX)).isFalse();
        assertThat(new KeyAge(List.of(), 1).isOverdue(Instant.MAX)).isFalse();
    }
}
