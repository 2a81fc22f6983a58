package health.cordon.system.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Somebody at a sign-in form. Keeps its cookies itself: Keycloak marks them secure even on this
 * machine, where browsers take that for granted and the JDK's jar does not.
 */
final class Browser {
    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final Realm realm;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Browser(Realm realm) {
        this.realm = realm;
    }

    /** Returns the authorisation code with which the form sends its caller back. */
    String signIn(String user, String password) {
        var state = UUID.randomUUID().toString();
        var form = visit("GET", authorisation(state), new byte[0]);
        assertThat(form.status()).isEqualTo(200);
        var fields = Keycloak.encoded(Map.of("username", user, "password", password));
        var answer = visit("POST", action(form), fields.getBytes(UTF_8));
        assertThat(answer.status()).as("the form lets in").isEqualTo(302);
        var target = answer.header("location");
        assertThat(target).startsWith(Realm.CALLBACK).contains("state=" + state);
        return URLDecoder.decode(first(CODE, target), UTF_8);
    }

    private String authorisation(String state) {
        return realm.issuer()
                + "/protocol/openid-connect/auth?"
                + Keycloak.encoded(
                        Map.of(
                                "client_id",
                                Realm.WARD,
                                "response_type",
                                "code",
                                "scope",
                                "openid",
                                "state",
                                state,
                                "redirect_uri",
                                Realm.CALLBACK));
    }

    private Answer visit(String verb, String url, byte[] body) {
        var client = new Client(realm.keycloak().url(""), List.of());
        if (!cookies.isEmpty()) {
            client = client.with("Cookie", cookies());
        }
        if (body.length > 0) {
            client = client.with("Content-Type", "application/x-www-form-urlencoded");
        }
        var answer = client.send(verb, url, body);
        answer.headers().getOrDefault("set-cookie", List.of()).forEach(this::keep);
        return answer;
    }

    private void keep(String header) {
        var pair = header.substring(0, header.indexOf(';'));
        int equals = pair.indexOf('=');
        cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
    }

    private String cookies() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(java.util.stream.Collectors.joining("; "));
    }

    private static String action(Answer form) {
        return first(FORM, form.text()).replace("&amp;", "&");
    }

    private static String first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s", pattern).isTrue();
        return matcher.group(1);
    }
}
