package health.cordon.system.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rights that are printed are those that are used, no more and no less. */
@OnPlatform
class PoliciesIT {
    private final Platform platform;
    private final Organisation organisation;
    private final Client admin;

    PoliciesIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        admin = platform.platformAdmin();
    }

    @Test
    void nameTheKmsActionsThatAWholeLifeNeeds() {
        var own = Dedicated.create(platform);
        try (var keys = platform.keys()) {
            var before = keys.calls();

            live(own);

            var used = new TreeSet<String>();
            keys.calls()
                    .forEach(
                            (action, count) -> {
                                if (count > before.getOrDefault(action, 0L)) {
                                    used.add("kms:" + action);
                                }
                            });
            assertThat(printed("rolePolicy", "kms:")).isEqualTo(used);
            assertThat(printed("keyPolicy", "kms:")).isEqualTo(used);
            assertThat(printed("previousKeyPolicy", "")).containsExactly("kms:Decrypt");
        }
    }

    /** From the pre-flight to a rollback; records, a verification and removals in between. */
    private void live(Dedicated own) {
        var patient = organisation.addPatient();
        assertThat(change(own.change())).isEqualTo(200);
        var second = organisation.addPatient();
        var image = organisation.addImage(organisation.addCase(second), Pictures.png(1));
        assertThat(organisation.reader().get("patients/" + second).status()).isEqualTo(200);
        var verified =
                admin.post("organisations/" + organisation.slug() + "/verification", Map.of());
        assertThat(verified.status()).as("%s", verified).isEqualTo(201);
        assertThat(verified.json().path("passed").asBoolean()).as("%s", verified).isTrue();
        assertThat(organisation.admin().delete("images/" + image.id()).status()).isEqualTo(204);
        assertThat(organisation.admin().delete("patients/" + second).status()).isEqualTo(204);
        assertThat(change(Dedicated.change(null, own.bucket(), own.key()))).isEqualTo(200);
        assertThat(organisation.reader().get("patients/" + patient).status()).isEqualTo(200);
    }

    @Test
    void areForStaffOnly() {
        var path = "organisations/" + organisation.slug() + "/policies";

        assertThat(platform.admin(platform.sandbox().token("auditor")).get(path).status())
                .isEqualTo(200);
        assertThat(platform.admin("").get(path).status()).isEqualTo(401);
        assertThat(admin.get("organisations/nobody-here/policies").status()).isEqualTo(404);
    }

    private TreeSet<String> printed(String policy, String prefix) {
        var actions = new TreeSet<String>();
        var view = admin.get("organisations/" + organisation.slug() + "/policies").json();
        for (JsonNode statement : view.path(policy).path("Statement")) {
            statement.path("Action").forEach(action -> actions.add(action.asText()));
        }
        actions.removeIf(action -> !action.startsWith(prefix));
        return actions;
    }

    private int change(Map<String, ?> change) {
        var path = "organisations/" + organisation.slug();
        return admin.put(path, admin.get(path).etag(), change).status();
    }
}
