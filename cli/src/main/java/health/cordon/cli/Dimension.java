package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What an organisation can have of its own. */
enum Dimension {
    DATABASE("clinicalDbConnectionRef"),
    BUCKET("clinicalStorageBucket"),
    KEY("clinicalKmsKeyArn");

    private final String field;

    Dimension(String field) {
        this.field = field;
    }

    String field() {
        return field;
    }

    /** For people: nothing of its own means that it shares. */
    String of(JsonNode organisation) {
        return organisation.hasNonNull(field) ? organisation.get(field).asText() : "shared";
    }
}
