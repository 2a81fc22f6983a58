package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What an organisation can have of its own. */
enum Dimension {
    DATABASE("clinicalDbConnectionRef", "shared"),
    BUCKET("clinicalStorageBucket", "shared"),
    KEY("clinicalKmsKeyArn", "shared"),
    ISSUER("oidcIssuer", "the platform's"),
    AUDIENCE("oidcAudience", "the usual");

    private final String field;
    private final String otherwise;

    Dimension(String field, String otherwise) {
        this.field = field;
        this.otherwise = otherwise;
    }

    String field() {
        return field;
    }

    /** For people: what it has, or what serves it instead. */
    String of(JsonNode organisation) {
        return organisation.hasNonNull(field) ? organisation.get(field).asText() : otherwise;
    }
}
