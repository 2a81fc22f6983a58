package health.cordon.system.http;

import static health.cordon.system.http.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every verb that is described, tried in every role, without a role, and without a token. */
@OnPlatform
class RoleMatrixIT {
    private static final Map<String, String> ROLES =
            Map.of(
                    "c", "clinician",
                    "r", "clinician-read",
                    "o", "org-admin",
                    "p", "platform-admin",
                    "a", "auditor");

    private static final String TABLE =
            """
            GET    /api/patients                                         c r o
            POST   /api/patients                                         c   o
            GET    /api/patients/{id}                                    c r o
            PUT    /api/patients/{id}                                    c   o
            DELETE /api/patients/{id}                                        o
            GET    /api/patients/{id}/erasure                                o
            GET    /api/cases                                            c r o
            POST   /api/cases                                            c   o
            GET    /api/cases/{id}                                       c r o
            PUT    /api/cases/{id}                                       c   o
            DELETE /api/cases/{id}                                           o
            POST   /api/cases/{case}/images                              c   o
            POST   /api/cases/{case}/histology-reports                   c   o
            GET    /api/images                                           c r o
            GET    /api/images/{id}                                      c r o
            DELETE /api/images/{id}                                          o
            GET    /api/histology-reports                                c r o
            GET    /api/histology-reports/{id}                           c r o
            DELETE /api/histology-reports/{id}                               o
            POST   /api/import/fhir                                      c   o
            GET    /admin/organisations                                        p a
            POST   /admin/organisations                                        p
            GET    /admin/organisations/{organisation}                         p a
            PUT    /admin/organisations/{organisation}                         p
            GET    /admin/organisations/{organisation}/policies                p a
            PUT    /admin/organisations/{organisation}/prefix-search           p
            DELETE /admin/organisations/{organisation}/prefix-search           p
            GET    /admin/organisations/{organisation}/keys                    p a
            POST   /admin/organisations/{organisation}/keys/lock               p
            POST   /admin/organisations/{organisation}/keys/unlock             p
            POST   /admin/organisations/{organisation}/keys/escrow             p
            POST   /admin/organisations/{organisation}/keys/escrow/restore     p
            PUT    /admin/organisations/{organisation}/suspension              p
            DELETE /admin/organisations/{organisation}/suspension              p
            GET    /admin/organisations/{organisation}/verification            p a
            POST   /admin/organisations/{organisation}/verification            p
            GET    /admin/organisations/{organisation}/verification/{id}       p a
            GET    /admin/organisations/{organisation}/erasures                p a
            GET    /admin/jobs                                                 p a
            POST   /admin/jobs                                                 p
            GET    /admin/jobs/{id}                                            p a
            POST   /admin/jobs/{id}/stop                                       p
            POST   /admin/jobs/{id}/restart                                    p
            POST   /admin/jobs/{id}/abandon                                    p
            GET    /admin/servers                                              p a
            POST   /admin/servers                                              p
            GET    /admin/servers/{server}                                     p a
            DELETE /admin/servers/{server}                                     p
            PUT    /admin/servers/{server}/size                                p
            PUT    /admin/servers/{server}/draining                            p
            DELETE /admin/servers/{server}/draining                            p
            GET    /admin/organisations/{organisation}/provisioning            p a
            DELETE /admin/organisations/{organisation}/provisioning            p
            POST   /admin/provisioning-plan                                    p
            GET    /admin/organisations/{organisation}/retirement              p a
            PUT    /admin/organisations/{organisation}/retirement              p
            DELETE /admin/organisations/{organisation}/retirement              p
            POST   /admin/organisations/{organisation}/retirement/completion   p
            GET    /admin/organisations/{organisation}/credentials/rotation    p a
            POST   /admin/organisations/{organisation}/credentials/rotation    p
            GET    /admin/connections                                          p a
            POST   /admin/connections/rekey                                    p
            GET    /admin/patients                                             p a
            GET    /admin/cases                                                p a
            """;

    private static final byte[] NONE = {};
    private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");
    private static final Map<String, Set<String>> EXPECTED = table();

    private final Platform platform;
    private final Organisation organisation;
    private final Map<String, JsonNode> described;
    private Records records = Records.unknown();

    RoleMatrixIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        described = described(platform);
    }

    @BeforeEach
    void thereIsOneOfEach() {
        var patient = organisation.addPatient();
        var caseId = organisation.addCase(patient);
        var image = organisation.addImage(caseId, Pictures.png(1)).id();
        var report = organisation.addReport(caseId, "Benign".getBytes(UTF_8)).id();
        records = new Records(patient, caseId, image, report, organisation.slug());
    }

    @Test
    void tableAndDescriptionNameTheSameVerbs() {
        assertThat(described.keySet()).isEqualTo(EXPECTED.keySet());
    }

    @Test
    void theDescriptionSaysWhoMayCallWhat() {
        described.forEach(
                (verb, operation) -> {
                    var roles = new TreeSet<String>();
                    operation.path("x-roles").forEach(role -> roles.add(role.asText()));
                    assertThat(roles).as(verb).isEqualTo(EXPECTED.get(verb));
                    assertThat(operation.path("security").findValues("token"))
                            .as("%s needs a token", verb)
                            .isNotEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"clinician", "clinician-read", "org-admin", "platform-admin", "auditor"})
    void eachRoleMayCallWhatTheTableSaysAndNothingElse(String role) {
        var token = tokenOf(role);
        var before = everything();
        var wrong = new ArrayList<String>();

        EXPECTED.forEach(
                (verb, roles) -> {
                    boolean may = roles.contains(role);
                    // Real records where nothing may happen to them, unknown ones elsewhere.
                    var answer = ask(token, verb, may ? Records.unknown() : records, false);
                    if (may ? isRefused(answer) : !isForbidden(answer)) {
                        wrong.add(verb + ": " + answer);
                    }
                });

        assertThat(wrong).as("as %s", role).isEmpty();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void withoutARoleNothingIsOpen() {
        var tokens = platform.tokens();
        var before = everything();
        for (var token :
                List.of(
                        tokens.signed(
                                tokens.tenantsKey(),
                                tokens.clinician(organisation).claim("groups", List.of())),
                        tokens.signed(
                                tokens.platformKey(),
                                tokens.platformAdmin().claim("groups", List.of())))) {
            for (var verb : EXPECTED.keySet()) {
                assertRefused(ask(token, verb, records, false), 403, "forbidden");
            }
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void withoutATokenNothingIsOpen() {
        var before = everything();
        for (var verb : EXPECTED.keySet()) {
            assertRefused(ask("", verb, records, false), 401, "unauthenticated");
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aNeighboursRecordsAreAsUnknownAsNone() {
        var neighbour = platform.organisation();
        var token = platform.sandbox().token("org:" + neighbour.slug() + " role:org-admin");
        var before = everything();

        EXPECTED.forEach(
                (verb, roles) -> {
                    if (!roles.contains("org-admin")) {
                        assertRefused(ask(token, verb, records, true), 403, "forbidden");
                    } else if (verb.contains("{")) {
                        var foreign = ask(token, verb, records, true);
                        var unknown = ask(token, verb, Records.unknown(), true);
                        assertRefused(foreign, 404, "not-found");
                        assertThat(foreign.indistinguishable())
                                .as(verb)
                                .isEqualTo(unknown.indistinguishable());
                    }
                });
        assertThat(everything()).isEqualTo(before);
    }

    private String tokenOf(String role) {
        boolean platforms = Set.of("platform-admin", "auditor").contains(role);
        return platform.sandbox()
                .token(platforms ? role : "org:" + organisation.slug() + " role:" + role);
    }

    private Answer ask(String token, String verb, Records named, boolean withBody) {
        var method = verb.substring(0, verb.indexOf(' '));
        var path = named.in(verb.substring(verb.indexOf(' ') + 1));
        var caller = path.startsWith("/api/") ? platform.api(token) : platform.admin(token);
        // A wrong type is refused before anybody is asked who he is.
        var types = described.getOrDefault(verb, NullNode.instance).at("/requestBody/content");
        var type = types.fieldNames();
        var typed = type.hasNext() ? caller.with("Content-Type", typeOf(type.next())) : caller;
        return withBody ? send(caller, typed, method, path, named) : typed.send(method, path, NONE);
    }

    private static String typeOf(String accepted) {
        return accepted.equals("*/*") ? "application/octet-stream" : accepted;
    }

    /** With a body that is taken where the record is there. */
    private static Answer send(
            Client caller, Client typed, String method, String path, Records named) {
        if (method.equals("PUT")) {
            return caller.put(
                    path,
                    "\"x\"",
                    path.contains("/cases/")
                            ? Organisation.caseOf(named.patient(), "t")
                            : Organisation.patient("MRN-9", "Taken"));
        }
        if (path.endsWith("/images") && method.equals("POST")) {
            return caller.upload(path, "image/png", Pictures.png(2));
        }
        if (path.endsWith("/histology-reports") && method.equals("POST")) {
            return caller.upload(path, "text/plain", "text".getBytes(UTF_8));
        }
        return typed.send(method, path, NONE);
    }

    private static boolean isRefused(Answer answer) {
        return answer.status() == 401 || answer.status() == 403 || answer.status() >= 500;
    }

    private static boolean isForbidden(Answer answer) {
        return answer.status() == 403 && answer.text("type").equals("urn:cordon:problem:forbidden");
    }

    private List<String> everything() {
        var all = new ArrayList<>(platform.sharedDatabase().footprint(organisation));
        for (var table : List.of("organisation", "audit_record", "verification", "job_request")) {
            all.add(table + "=" + platform.platformDatabase().count(table, "TRUE"));
        }
        return all;
    }

    /** Verb and path, and what is said of it. */
    private static Map<String, JsonNode> described(Platform platform) {
        var all = new TreeMap<String, JsonNode>();
        var document = platform.admin("").get("/openapi?format=JSON").json();
        for (var path : document.path("paths").properties()) {
            for (var verb : path.getValue().properties()) {
                var method = verb.getKey().toUpperCase(Locale.ROOT);
                if (VERBS.contains(method)) {
                    all.put(method + " " + path.getKey(), verb.getValue());
                }
            }
        }
        return all;
    }

    private static Map<String, Set<String>> table() {
        var all = new TreeMap<String, Set<String>>();
        for (var line : TABLE.lines().toList()) {
            var words = line.split(" +");
            var roles = new TreeSet<String>();
            Arrays.stream(words).skip(2).forEach(letter -> roles.add(ROLES.get(letter)));
            all.put(words[0] + " " + words[1], roles);
        }
        return all;
    }

    /** What stands in paths. */
    private record Records(
            String patient, String caseId, String image, String report, String organisation) {
        static Records unknown() {
            return new Records(id(), id(), id(), id(), "nobody-here");
        }

        String in(String path) {
            return path.replace("{server}", "nobody-here")
                    .replace("{id}", idOf(path))
                    .replace("{case}", caseId)
                    .replace("{organisation}", organisation);
        }

        private String idOf(String path) {
            if (path.startsWith("/api/patients/")) {
                return patient;
            }
            if (path.startsWith("/api/images/")) {
                return image;
            }
            return path.startsWith("/api/histology-reports/") ? report : caseId;
        }

        private static String id() {
            return UUID.randomUUID().toString();
        }
    }
}
