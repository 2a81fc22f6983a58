package health.cordon.clinical.fhir;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the tokens of one entry, skipped ones too: to find duplicate names, the parser remembers
 * every name of an object until the object ends.
 */
final class BoundedParser extends JsonParserDelegate {
    static final int MAX_TOKENS_PER_ENTRY = 1_000_000;

    private int tokens;

    BoundedParser(JsonParser parser) {
        super(parser);
    }

    void startEntry() {
        tokens = 0;
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        if (++tokens > MAX_TOKENS_PER_ENTRY) {
            throw new StreamConstraintsException("Too many tokens", currentLocation());
        }
        return delegate.nextToken();
    }

    /** Token by token, so that these count as well. */
    @Override
    public JsonParser skipChildren() throws IOException {
        int depth = deeper(delegate.currentToken());
        while (depth > 0) {
            depth += deeper(nextToken());
        }
        return this;
    }

    private static int deeper(@Nullable JsonToken token) {
        if (token == null) {
            return 0;
        }
        return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
}
