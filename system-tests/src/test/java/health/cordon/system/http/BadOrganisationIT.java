package health.cordon.system.http;

import static health.cordon.system.http.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same on the administrative side. */
@OnPlatform
class BadOrganisationIT {
    private static final String GOOD_REST =
            "'region':'sandbox-1','vertical':'acute','tier':'standard','states':['MA']}";
    private final Platform platform;
    private final Client admin;

    BadOrganisationIT(Platform platform) {
        this.platform = platform;
        admin = platform.platformAdmin();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{}",
                "{'slug':'ab','name':'A'," + GOOD_REST,
                "{'slug':'-abc','name':'A'," + GOOD_REST,
                "{'slug':'abc-','name':'A'," + GOOD_REST,
                "{'slug':'Abc','name':'A'," + GOOD_REST,
                "{'slug':'a_c','name':'A'," + GOOD_REST,
                "{'slug':'admin','name':'A'," + GOOD_REST,
                "{'slug':'health','name':'A'," + GOOD_REST,
                "{'slug':'abcdefghijabcdefghijabcdefghijabc','name':'A'," + GOOD_REST,
                "{'slug':'abcd','name':' '," + GOOD_REST,
                "{'slug':'abcd','name':'A','id':'x'," + GOOD_REST,
                "{'slug':'abcd','name':'A','clinicalStorageBucket':'b'," + GOOD_REST,
                "{'slug':'abcd','name':'A','region':'r','vertical':'v','tier':'t','states':['ma']}",
                "{'slug':'abcd','name':'A','region':'r','vertical':'v','tier':'t',"
                        + "'states':['MA','MA']}",
                "{'slug':'abcd','name':'A','region':'R 1','vertical':'v','tier':'t','states':[]}",
                "{'slug':'abcd','name':'A','region':'mars','vertical':'acute','tier':'standard',"
                        + "'states':['MA']}",
                "{'slug':'abcd','name':'A','region':'sandbox-1','vertical':'dental',"
                        + "'tier':'standard','states':['MA']}",
                "{'slug':'abcd','name':'A','region':'sandbox-1','vertical':'acute','tier':'gold',"
                        + "'states':['MA']}",
                "{'slug':'abcd','name':'A','region':'sandbox-1','vertical':'acute',"
                        + "'tier':'standard','states':['ZZ']}",
                "{'slug':'abcd','name':'A','region':'sandbox-1','vertical':'acute',"
                        + "'tier':'standard','states':'MA'}",
                "{'slug':'abcd','name':'A','region':'sandbox-1','vertical':'acute',"
                        + "'tier':'standard','states':[['MA']]}",
                "{'slug':'abcd','name':'A','region':'sandbox-1','vertical':'acute',"
                        + "'tier':'standard','states':[null]}",
                "{'slug':'abcd','name':'A','region':7,'vertical':'acute','tier':'standard',"
                        + "'states':['MA']}",
                "{'slug':'ab\\u0000cd','name':'A'," + GOOD_REST,
                "{'slug':'ab\\u0430cd','name':'A'," + GOOD_REST,
                "{'slug':'ab\\uff43d','name':'A'," + GOOD_REST,
                "{'slug':'ab\\u200bcd','name':'A'," + GOOD_REST,
                "{'slug':'abcd\\n','name':'A'," + GOOD_REST,
                "{'slug':'abcd','name':'A\\u0000'," + GOOD_REST,
                "{'slug':'abcd','name':'A\\u202eB'," + GOOD_REST,
                "{'slug':'abcd','name':'A\\ud800'," + GOOD_REST,
                "{'slug':'abcd','name':['A']," + GOOD_REST
            })
    void isNotCreated(String json) {
        var before = count();

        var answer =
                admin.upload(
                        "organisations",
                        "application/json",
                        json.replace('\'', '"').getBytes(UTF_8));

        assertRefused(answer, 400, "invalid-request");
        assertThat(answer.text()).doesNotContain("ZZ", "mars", "dental", "gold");
        assertThat(count()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':' '}",
                "{'slug':'other','name':'A'}",
                "{'name':'A','clinicalDbConnectionRef':'Acme'}",
                "{'name':'A','clinicalDbConnectionRef':'a--b'}",
                "{'name':'A','clinicalDbConnectionRef':'dir'}",
                "{'name':'A','clinicalDbConnectionRef':''}",
                "{'name':'A','clinicalStorageBucket':'UPPER'}",
                "{'name':'A','clinicalStorageBucket':'../x'}",
                "{'name':'A','clinicalKmsKeyArn':'alias/x'}",
                "{'name':'A','clinicalKmsKeyArn':4}",
                "{'name':'A\\u0000'}",
                "{'name':'A\\u202eB'}",
                "{'name':7}",
                "{'name':'A','clinicalDbConnectionRef':'a\\u0000b'}",
                "{'name':'A','clinicalDbConnectionRef':'\\u0430bc'}",
                "{'name':'A','clinicalDbConnectionRef':'a/../b'}",
                "{'name':'A','clinicalDbConnectionRef':true}",
                "{'name':'A','clinicalDbConnectionRef':"
                        + "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'}",
                "{'name':'A','clinicalStorageBucket':'127.0.0.1'}",
                "{'name':'A','clinicalStorageBucket':'169.254.169.254'}",
                "{'name':'A','clinicalStorageBucket':'a..b'}",
                "{'name':'A','clinicalStorageBucket':'xn--bucket'}",
                "{'name':'A','clinicalStorageBucket':'bucket-s3alias'}",
                "{'name':'A','clinicalStorageBucket':'buck\\u0000et'}",
                "{'name':'A','clinicalStorageBucket':'arn:aws:s3:::bucket'}",
                "{'name':'A','clinicalStorageBucket':['bucket']}",
                "{'name':'A','clinicalKmsKeyArn':'arn:aws-cn:kms:us-east-1:111122223333:key/a'}",
                "{'name':'A','clinicalKmsKeyArn':'arn:aws:s3:us-east-1:111122223333:key/a'}",
                "{'name':'A','clinicalKmsKeyArn':'arn:aws:kms:us-east-1:111122223333:alias/a'}",
                "{'name':'A','clinicalKmsKeyArn':'arn:aws:kms:us-east-1:1:key/a'}"
            })
    void isNotChanged(String json) {
        var organisation = platform.organisation();
        var path = "organisations/" + organisation.slug();
        var before = admin.get(path);

        var answer =
                admin.with("Content-Type", "application/json")
                        .with("If-Match", before.etag())
                        .send("PUT", path, json.replace('\'', '"').getBytes(UTF_8));

        assertRefused(answer, 400, "invalid-request");
        assertThat(admin.get(path).json()).isEqualTo(before.json());
    }

    @Test
    void isNotFound() {
        assertRefused(admin.get("organisations/nobody-here"), 404, "not-found");
        assertRefused(
                admin.get("organisations/00000000-0000-4000-8000-000000000000"), 404, "not-found");
        assertRefused(admin.get("nothing"), 404, "not-found");
        assertRefused(admin.delete("organisations/x"), 405, "method-not-allowed");
        assertRefused(admin.get("organisations?limit=0"), 400, "invalid-request");
        assertRefused(admin.get("organisations?cursor=x"), 400, "invalid-cursor");
    }

    @Test
    void isFoundByIdAndBySlug() {
        var organisation = platform.organisation();

        assertThat(admin.get("organisations/" + organisation.id()).json())
                .isEqualTo(admin.get("organisations/" + organisation.slug()).json());
    }

    @Test
    void isNotCreatedTwice() {
        var organisation = platform.organisation();
        var json =
                ("{'slug':'%s','name':'A'," + GOOD_REST)
                        .formatted(organisation.slug())
                        .replace('\'', '"');

        var answer = admin.upload("organisations", "application/json", json.getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("type")).isEqualTo("urn:cordon:problem:conflict");
        assertThat(answer.json().path("fields").toString()).isEqualTo("[\"slug\"]");
    }

    private long count() {
        return platform.platformDatabase().count("organisation", "slug LIKE 'ab%'");
    }
}
