package health.cordon.sandbox.kms;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** One call: what is asked, by whom, with which arguments. Every reader checks type and size. */
record KmsRequest(String action, String principal, JsonNode body) {
    private static final int TEXT_LIMIT = 32 * 1024;
    private static final int CONTEXT_LIMIT = 8 * 1024;

    boolean has(String field) {
        return !body.path(field).isMissingNode() && !body.path(field).isNull();
    }

    String text(String field) {
        var value = body.path(field);
        if (!value.isTextual() || value.textValue().length() > TEXT_LIMIT) {
            throw KmsFault.invalid(field + " is missing or not valid.");
        }
        return value.textValue();
    }

    String text(String field, String otherwise) {
        return has(field) ? text(field) : otherwise;
    }

    int number(String field, int otherwise, int least, int most) {
        if (!has(field)) {
            return otherwise;
        }
        var value = body.path(field);
        if (!value.canConvertToInt() || value.intValue() < least || value.intValue() > most) {
            throw KmsFault.invalid(field + " must be between " + least + " and " + most + ".");
        }
        return value.intValue();
    }

    byte[] bytes(String field, int most) {
        var bytes = decoded(field);
        if (bytes.length == 0 || bytes.length > most) {
            throw KmsFault.invalid(field + " must have between 1 and " + most + " bytes.");
        }
        return bytes;
    }

    private byte[] decoded(String field) {
        try {
            return Base64.getDecoder().decode(text(field));
        } catch (IllegalArgumentException notBase64) {
            throw KmsFault.invalid(field + " is not base64.");
        }
    }

    Map<String, String> context(String field) {
        var context = new TreeMap<String, String>();
        var length = 0;
        for (var pair : body.path(field).properties()) {
            if (!pair.getValue().isTextual()) {
                throw KmsFault.invalid(field + " must hold strings.");
            }
            length += pair.getKey().length() + pair.getValue().textValue().length();
            context.put(pair.getKey(), pair.getValue().textValue());
        }
        if (length > CONTEXT_LIMIT) {
            throw KmsFault.invalid(field + " is too long.");
        }
        return context;
    }
}
