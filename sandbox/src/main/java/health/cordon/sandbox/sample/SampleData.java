package health.cordon.sandbox.sample;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.cli.importing.BundleFiles;
import health.cordon.cli.outcome.Failure;
import health.cordon.cli.remote.Answer;
import health.cordon.cli.remote.Rest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Fills a running server with two organisations and their sample records, through its own REST
 * interface. What is there already stays as it is.
 */
public final class SampleData {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String PLATFORM_ADMIN = "platform-admin";
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int PICTURES = 2;

    private final URI api;
    private final URI admin;
    private final Server server;
    private final Path samples;

    /**
     * @param api and {@code admin}, such as {@code http://127.0.0.1:9080/api}
     * @param tokens gives a bearer token for {@code platform-admin} or {@code org:… role:…}
     * @param samples the folder with one folder of bundles for each organisation
     */
    public SampleData(URI api, URI admin, Function<String, String> tokens, Path samples) {
        this(api, admin, tokens, samples, PAUSE);
    }

    SampleData(URI api, URI admin, Function<String, String> tokens, Path samples, Duration pause) {
        this.api = api;
        this.admin = admin;
        this.samples = samples;
        server = new Server(new Rest(tokens::apply), pause);
    }

    /**
     * Makes what is missing.
     *
     * @param progress hears one line for each step
     * @throws Failure when the server refuses or is not reachable
     */
    public void seed(Consumer<String> progress) {
        for (SampleOrganisation organisation : SampleOrganisation.ALL) {
            create(organisation);
            progress.accept(organisation.slug() + ": " + importBundles(organisation));
            progress.accept(organisation.slug() + ": " + addPictures(organisation));
        }
    }

    private void create(SampleOrganisation organisation) {
        String subject = "The organisation " + organisation.slug();
        Answer known =
                server.get(at(admin, "/organisations/" + organisation.slug()), PLATFORM_ADMIN);
        if (known.status() != NOT_FOUND) {
            Server.mustSucceed(known, subject);
            return;
        }
        Answer created =
                server.post(
                        at(admin, "/organisations"),
                        PLATFORM_ADMIN,
                        () -> Uploads.json(organisation.request()));
        if (created.status() != CONFLICT) {
            Server.mustSucceed(created, subject);
        }
    }

    private String importBundles(SampleOrganisation organisation) {
        Map<String, Integer> created = new TreeMap<>();
        List<Path> bundles = BundleFiles.under(samples.resolve(organisation.slug()));
        for (Path bundle : bundles) {
            Answer answer =
                    server.post(
                            at(api, "/import/fhir"),
                            organisation.scope(),
                            () -> Uploads.fhir(bundle));
            Server.mustSucceed(answer, "The sample " + bundle.getFileName());
            answer.body()
                    .path("created")
                    .fields()
                    .forEachRemaining(
                            count ->
                                    created.merge(
                                            count.getKey(),
                                            count.getValue().asInt(),
                                            Integer::sum));
        }
        return bundles.size() + " bundles imported, created " + words(created);
    }

    private static String words(Map<String, Integer> counts) {
        return counts.isEmpty()
                ? "nothing new"
                : counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }

    private String addPictures(SampleOrganisation organisation) {
        JsonNode first = first(at(api, "/cases?limit=1"), organisation, "The list of cases");
        if (first.isMissingNode()) {
            return "no case to add pictures to";
        }
        String id = first.path("id").asText();
        URI images = at(api, "/images?limit=1&caseId=" + id);
        if (!first(images, organisation, "The list of images").isMissingNode()) {
            return "pictures are there";
        }
        for (int i = 0; i < PICTURES; i++) {
            byte[] png = SamplePicture.png(organisation.pictureSeed(i));
            Answer answer =
                    server.post(
                            at(api, "/cases/" + id + "/images"),
                            organisation.scope(),
                            () -> Uploads.png(png));
            Server.mustSucceed(answer, "A sample picture");
        }
        return PICTURES + " pictures added";
    }

    private JsonNode first(URI list, SampleOrganisation organisation, String subject) {
        Answer answer = Server.mustSucceed(server.get(list, organisation.scope()), subject);
        return answer.body().path("items").path(0);
    }

    private static URI at(URI base, String path) {
        return URI.create(base + path);
    }
}
