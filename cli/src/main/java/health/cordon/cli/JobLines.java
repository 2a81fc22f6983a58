package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A job, and the report of a re-wrap, for people. */
final class JobLines {
    private JobLines() {}

    static String done(JsonNode job) {
        return job.hasNonNull("total")
                ? "%d of %d".formatted(job.path("done").asLong(), job.path("total").asLong())
                : job.path("done").asText();
    }

    static List<String> of(JsonNode job) {
        var table = new Table("JOB", job.path("id").asText());
        table.add("what", job.path("job").asText() + " to " + job.path("to").asText());
        table.add("organisation", job.path("organisation").asText());
        table.add("state", job.path("state").asText());
        table.add("done", done(job));
        table.add("rate", job.path("rate").asText() + "/s at most");
        table.add("errors", job.path("errors").asText());
        table.add("requested by", job.path("requestedBy").asText());
        table.add("started at", text(job, "startedAt"));
        table.add("ended at", text(job, "endedAt"));
        var lines = new ArrayList<>(table.lines());
        if (job.path("report").isObject()) {
            report(lines, job.path("report"));
        }
        return lines;
    }

    private static String text(JsonNode job, String member) {
        return job.hasNonNull(member) ? job.get(member).asText() : "-";
    }

    private static void report(List<String> lines, JsonNode report) {
        if (report.hasNonNull("reason")) {
            lines.add("");
            lines.add(report.get("reason").asText());
        }
        failures(lines, report.path("failures"));
        if (!report.has("after")) {
            return;
        }
        lines.add("");
        lines.add(
                "%d wrapped anew, %d verified, %d KMS calls, %d s."
                        .formatted(
                                report.path("rewrapped").asLong(),
                                report.path("verified").asLong(),
                                report.path("kmsCalls").asLong(),
                                report.path("seconds").asLong()));
        keys(lines, "BEFORE", report.path("before"));
        keys(lines, "AFTER", report.path("after"));
        if (!report.path("oldKeys").isEmpty()) {
            lines.add("");
            lines.add("As of the end of this job:");
        }
        report.path("oldKeys").forEach(key -> oldKey(lines, key));
        lines.add("");
        lines.add("Not looked at:");
        report.path("notSeen").forEach(one -> lines.add("  " + one.asText()));
    }

    private static void failures(List<String> lines, JsonNode failures) {
        if (failures.isEmpty()) {
            return;
        }
        var table = new Table("LEFT AS THEY WERE", "WHY", "PERMISSION", "KEY");
        for (var failure : failures) {
            table.add(
                    failure.path("items").asText(),
                    failure.path("kind").asText(),
                    failure.path("permission").asText(),
                    failure.path("resource").asText());
        }
        lines.add("");
        lines.addAll(table.lines());
    }

    private static void keys(List<String> lines, String title, JsonNode places) {
        var table = new Table(title, "DATA KEYS", "IN");
        for (var place : places) {
            for (var key : place.path("keys")) {
                table.add(
                        key.path("key").asText(),
                        key.path("deks").asText(),
                        place.path("database").asText());
            }
        }
        lines.add("");
        lines.addAll(table.lines());
    }

    private static void oldKey(List<String> lines, JsonNode key) {
        lines.add("");
        lines.add(key.path("statement").asText());
        if (key.hasNonNull("advice")) {
            lines.add(key.get("advice").asText());
        }
        if (key.path("policy").isObject()) {
            lines.add("For the policy of that key:");
            key.get("policy").toPrettyString().lines().forEach(lines::add);
        }
    }
}
