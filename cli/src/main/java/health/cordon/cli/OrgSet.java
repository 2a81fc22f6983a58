package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.cli.remote.Answer;
import health.cordon.cli.remote.Refusals;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description =
                "Give an organisation its own database, bucket, key or issuer, or take it back.",
        footer = {
            "New writes go there at once; what was written before stays where it is.",
            "",
            "What it is to get is looked at first: whether it answers, is set up, is nobody else's,"
                    + " and whether all its data keys still open. If a check fails, nothing is"
                    + " changed and the code is 4. Giving back (none) is never refused.",
            "${ROOT-COMMAND-NAME} org policies SLUG prints the rights that the server needs."
        })
final class OrgSet implements Callable<Integer> {
    private static final String NONE = "none";
    private static final int PRECONDITION_FAILED = 412;

    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "SLUG", description = "Its short name, or its id.")
    private String slug = "";

    @Option(names = "--db", paramLabel = "REF", description = "Database reference, or none.")
    private @Nullable String database;

    @Option(names = "--bucket", paramLabel = "NAME", description = "Bucket, or none.")
    private @Nullable String bucket;

    @Option(names = "--key", paramLabel = "ARN", description = "Key ARN, or none.")
    private @Nullable String key;

    @Option(
            names = "--oidc-issuer",
            paramLabel = "URL",
            description = "Who vouches for its people, or none for the platform's tenant issuer.")
    private @Nullable String issuer;

    @Option(
            names = "--oidc-audience",
            paramLabel = "NAME",
            description = "What that issuer's tokens are for, or none for the usual.")
    private @Nullable String audience;

    @Option(
            names = "--rewrap-days",
            paramLabel = "N",
            description = "How old the wraps of its data keys may get, or none.")
    private @Nullable String rewrapDays;

    @Override
    public Integer call() {
        var wishes = wishes();
        var organisations = Organisations.at(connection);
        var before = organisations.get(slug);
        var answer = change(organisations, before, wishes);
        if (answer.status() == PRECONDITION_FAILED) {
            // Somebody else changed it meanwhile: look once more, then leave it to the user.
            before = organisations.get(slug);
            answer = change(organisations, before, wishes);
        }
        refuseWithChecks(answer);
        var after = Refusals.check(answer, Organisations.subject(slug)).body();
        output.print(after, lines(before.body(), after));
        return 0;
    }

    /** The table says what is wrong; the sentence, that nothing was changed. */
    private void refuseWithChecks(Answer answer) {
        var checks = answer.body().path("checks");
        if (answer.isSuccess() || checks.isEmpty()) {
            return;
        }
        output.print(answer.body(), Checks.lines(checks));
        throw new Failure(
                Refusals.failure(answer, Organisations.subject(slug)).exitCode(),
                "%s was not changed: %d of %d checks failed."
                        .formatted(
                                Organisations.subject(slug), Checks.failed(checks), checks.size()));
    }

    private Map<Dimension, String> wishes() {
        var wishes = new EnumMap<Dimension, String>(Dimension.class);
        putIfGiven(wishes, Dimension.DATABASE, database);
        putIfGiven(wishes, Dimension.BUCKET, bucket);
        putIfGiven(wishes, Dimension.KEY, key);
        putIfGiven(wishes, Dimension.ISSUER, issuer);
        putIfGiven(wishes, Dimension.AUDIENCE, NONE.equals(issuer) ? NONE : audience);
        if (wishes.isEmpty() && rewrapDays == null) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "Nothing to set: give --db, --bucket, --key, --oidc-issuer or --rewrap-days.");
        }
        return wishes;
    }

    private static void putIfGiven(
            Map<Dimension, String> wishes, Dimension dimension, @Nullable String value) {
        if (value != null) {
            wishes.put(dimension, value);
        }
    }

    private Answer change(
            Organisations organisations, Answer before, Map<Dimension, String> wishes) {
        var etag =
                before.etag()
                        .orElseThrow(
                                () ->
                                        new Failure(
                                                ExitCode.FAILED,
                                                "The server did not say which version this is;"
                                                        + " nothing was changed."));
        return organisations.put(slug, etag, changed(before.body(), wishes));
    }

    private ObjectNode changed(JsonNode before, Map<Dimension, String> wishes) {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("name", before.path("name"));
        for (var dimension : Dimension.values()) {
            var wish = wishes.get(dimension);
            if (wish == null) {
                body.set(dimension.field(), before.path(dimension.field()));
            } else {
                body.put(dimension.field(), NONE.equals(wish) ? null : wish);
            }
        }
        RewrapDays.put(body, before, rewrapDays);
        return body;
    }

    private List<String> lines(JsonNode before, JsonNode after) {
        var lines = new ArrayList<String>();
        for (var dimension : Dimension.values()) {
            var was = dimension.of(before);
            var is = dimension.of(after);
            if (!was.equals(is)) {
                lines.add("%s: %s, was %s.".formatted(capital(dimension), is, was));
            }
        }
        if (!RewrapDays.of(before).equals(RewrapDays.of(after))) {
            lines.add(
                    "Re-wrap: %s, was %s.".formatted(RewrapDays.of(after), RewrapDays.of(before)));
        }
        if (lines.isEmpty()) {
            lines.add("%s was already so; nothing changed.".formatted(slug));
        }
        lines.addAll(leftBehind(after.path("leftBehind")));
        lines.addAll(Checks.lines(after.path("checks")));
        return lines;
    }

    private static List<String> leftBehind(JsonNode counts) {
        var table = new Table("TABLE", "ROWS THAT STAY BEHIND");
        int tables = 0;
        for (var names = counts.fieldNames(); names.hasNext(); ) {
            var name = names.next();
            if (counts.path(name).asLong() > 0) {
                table.add(name, counts.path(name).asText());
                tables++;
            }
        }
        if (tables == 0) {
            return List.of();
        }
        var lines = new ArrayList<>(table.lines());
        lines.add(
                "They are out of reach until they are moved or this is undone; moving them is a"
                        + " later, separate step.");
        return lines;
    }

    private static String capital(Dimension dimension) {
        var name = dimension.name();
        return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
