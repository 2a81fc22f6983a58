package health.cordon.system.placement;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import org.junit.jupiter.api.Test;

/** The three columns through the product: versioned, at once, and counted. */
@OnPlatform
class AdministrationIT {
    private final Platform platform;
    private final Organisation organisation;
    private final Client admin;

    AdministrationIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        admin = platform.platformAdmin();
    }

    @Test
    void needsTheVersionThatItChanges() {
        var before = read();
        var change = Dedicated.change(null, null, null);

        assertThat(admin.put(path(), "", change).status()).isEqualTo(428);
        assertThat(admin.put(path(), "\"stale\"", change).status()).isEqualTo(412);
        assertThat(admin.put(path(), "*", change).status()).isEqualTo(412);
        assertThat(read().json()).isEqualTo(before.json());

        var changed = admin.put(path(), before.etag(), change);
        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
        assertThat(changed.etag()).isNotEqualTo(before.etag()).isEqualTo(read().etag());
        assertThat(admin.put(path(), before.etag(), change).status()).isEqualTo(412);
    }

    @Test
    void servesFromTheNewPlaceWithTheNextRequest() {
        var own = Dedicated.create(platform);
        var old = organisation.addPatient();

        var changed = admin.put(path(), read().etag(), own.change());

        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
        assertThat(organisation.reader().get("patients/" + old).status()).isEqualTo(404);
        var patient = organisation.addPatient();
        assertThat(own.database().count("patient", "id = '" + patient + "'")).isEqualTo(1);
        var image = organisation.addImage(organisation.addCase(patient), Pictures.png(1));
        assertThat(image.text("s3Bucket")).isEqualTo(own.bucket());
        assertThat(admin.get(path()).text("clinicalDbConnectionRef")).isEqualTo(own.ref());

        var back = admin.put(path(), read().etag(), Dedicated.change(null, null, null));
        assertThat(back.status()).isEqualTo(200);
        assertThat(organisation.reader().get("patients/" + old).status()).isEqualTo(200);
        assertThat(organisation.reader().get("patients/" + patient).status()).isEqualTo(404);
    }

    @Test
    void leavesTheDatabaseOfAManagedHomeToMoves() {
        var own = Dedicated.create(platform);
        new PlainMove(platform, organisation, own).managed(1, "NULL");
        var before = read();

        var refused = admin.put(path(), before.etag(), own.change());

        assertThat(refused.status()).as("%s", refused).isEqualTo(409);
        assertThat(refused.text("type")).isEqualTo("urn:cordon:problem:managed-home");
        assertThat(refused.text("title"))
                .isEqualTo("Only a move changes the database of this organisation");
        assertThat(read().json()).isEqualTo(before.json());

        var others = Dedicated.change(null, own.bucket(), own.key());
        var changed = admin.put(path(), before.etag(), others);
        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
    }

    @Test
    void countsWhatStaysBehind() {
        var own = Dedicated.create(platform);
        var patient = organisation.addPatient();
        organisation.addPatient();
        organisation.addImage(organisation.addCase(patient), Pictures.png(1));

        var there = admin.put(path(), read().etag(), own.change());

        assertThat(there.status()).as("%s", there).isEqualTo(200);
        assertThat(there.json().path("leftBehind").path("patient").asInt())
                .as("%s", there)
                .isEqualTo(2);
        assertThat(there.json().path("leftBehind").path("clinical_case").asInt()).isEqualTo(1);
        assertThat(there.json().path("leftBehind").path("image").asInt()).isEqualTo(1);
        assertThat(there.json().path("leftBehind").path("dek").asInt()).isEqualTo(3);

        organisation.addPatient();
        var again = admin.put(path(), read().etag(), own.change());
        assertThat(again.json().path("leftBehind").isMissingNode()).isTrue();
        var back = admin.put(path(), read().etag(), Dedicated.change(null, null, null));
        assertThat(back.json().path("leftBehind").path("patient").asInt()).isEqualTo(1);
    }

    private Answer read() {
        return admin.get(path());
    }

    private String path() {
        return "organisations/" + organisation.slug();
    }
}
