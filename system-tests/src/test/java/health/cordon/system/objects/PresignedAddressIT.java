package health.cordon.system.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An address gives its one object for a short while, and nothing else. */
@OnPlatform
class PresignedAddressIT {
    private final Platform platform;
    private final Organisation organisation;
    private final byte[] picture = Pictures.png(7);
    private String caseId = "";
    private String image = "";
    private String url = "";

    PresignedAddressIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
    }

    @BeforeEach
    void thereIsAPicture() {
        caseId = organisation.addCase(organisation.addPatient());
        var added = organisation.addImage(caseId, picture);
        image = added.id();
        url = added.text("url");
    }

    @Test
    void readsAndDoesNotWrite() {
        var download = Download.of(url);

        assertThat(download.status("PUT", Pictures.png(8))).isEqualTo(403);
        assertThat(download.status("DELETE", new byte[0])).isEqualTo(403);
        assertThat(download.status("POST", Pictures.png(8))).isGreaterThanOrEqualTo(400);

        assertThat(Download.of(imageNow().text("url")).get().body()).isEqualTo(picture);
    }

    @Test
    void opensNoOtherObject() {
        var other = organisation.addImage(caseId, Pictures.png(9)).id();

        assertThat(Download.of(url.replace(image, other)).get().statusCode()).isEqualTo(403);
        assertThat(Download.of(url.replace("cordon-shared", "cordon-other")).get().statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(Download.of(url.replace("X-Amz-Expires=", "X-Amz-Expires=9")).get().statusCode())
                .isEqualTo(403);
        assertThat(Download.of(url.replaceFirst("attachment", "inline")).get().statusCode())
                .as("it stays a download")
                .isEqualTo(403);
        assertThat(Download.of(url.replaceFirst("\\?.*", "")).get().statusCode()).isEqualTo(403);
    }

    @Test
    void expires() {
        assertThat(url).contains("X-Amz-Expires=" + Platform.PRESIGNED_SECONDS);

        await().atMost(Duration.ofSeconds(Platform.PRESIGNED_SECONDS + 15L))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> Download.of(url).get().statusCode() == 403);

        assertThat(Download.of(imageNow().text("url")).get().statusCode())
                .as("a new address works")
                .isEqualTo(200);
    }

    @Test
    void isNotMadeForAPlaceOutsideOfTheOrganisationsHistory() {
        var other = platform.organisation();
        var foreign = other.addImage(other.addCase(other.addPatient()), Pictures.png(10)).id();
        // Whoever can write rows still cannot have another's object signed.
        platform.sharedDatabase()
                .execute(
                        ("UPDATE image SET s3_key = '%s/images/%s'"
                                        + " WHERE tenant_id = '%s' AND id = '%s'")
                                .formatted(other.id(), foreign, organisation.id(), image));

        assertIncident(imageNow());

        platform.sharedDatabase()
                .execute(
                        ("UPDATE image SET s3_key = '%s/images/%s', s3_bucket = 'cordon-nobodys'"
                                        + " WHERE tenant_id = '%s' AND id = '%s'")
                                .formatted(organisation.id(), image, organisation.id(), image));

        assertIncident(imageNow());
    }

    private Answer imageNow() {
        return organisation.reader().get("images/" + image);
    }

    private static void assertIncident(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(500);
        assertThat(answer.text("type")).isEqualTo("urn:cordon:problem:internal");
        assertThat(answer.text()).doesNotContain("X-Amz");
    }
}
