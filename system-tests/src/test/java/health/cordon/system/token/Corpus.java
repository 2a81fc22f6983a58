package health.cordon.system.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import health.cordon.system.platform.ForgedTokens;
import health.cordon.system.platform.Organisation;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Tokens that must not let anybody in, each with one fault: RFC 8725 (best current practices for
 * JWTs) and what was found in other products since.
 */
final class Corpus {
    private final ForgedTokens issuers;
    private final Organisation organisation;
    private final RSAKey key;
    private final RSAKey stranger = HospitalIssuer.newKey("stranger");
    private final Map<String, String> tokens = new LinkedHashMap<>();

    private Corpus(ForgedTokens issuers, Organisation organisation) {
        this.issuers = issuers;
        this.organisation = organisation;
        key = issuers.tenantsKey();
    }

    /** By the name of their fault. */
    static Map<String, String> of(ForgedTokens issuers, Organisation organisation) {
        var corpus = new Corpus(issuers, organisation);
        corpus.algorithms();
        corpus.headers();
        corpus.keyIds();
        corpus.claims();
        corpus.times();
        corpus.json();
        corpus.encodings();
        return corpus.tokens;
    }

    /** The good token that all others are made from. */
    static String good(ForgedTokens issuers, Organisation organisation) {
        var corpus = new Corpus(issuers, organisation);
        return corpus.raw("{}", "{}").signed(corpus.key);
    }

    private void algorithms() {
        for (var none : List.of("none", "None", "NONE", "nOnE", "")) {
            var token = raw("{'alg':'" + none + "'}", "{}");
            add("alg " + none + " without a signature", token.unsigned() + ".");
            add("alg " + none + " with a signature", token.signed(key));
        }
        for (var algorithm : List.of("RS1", "RS384", "RS512", "PS384", "ES512", "EdDSA", "rs256")) {
            add("alg " + algorithm, raw("{'alg':'" + algorithm + "'}", "{}").signed(key));
        }
        for (var algorithm : List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512)) {
            add(algorithm + " with the public key", mac(algorithm, publicKey()));
            add(algorithm + " with the public key as text", mac(algorithm, publicKeyText()));
        }
        add("no alg", raw("{'alg':null}", "{}").signed(key));
        add("alg a list", raw("{'alg':['RS256']}", "{}").signed(key));
    }

    private void headers() {
        add("jku", strange("{'jku':'http://127.0.0.1:1/keys'}"));
        add("jku, well signed", raw("{'jku':'http://127.0.0.1:1/keys'}", "{}").signed(key));
        add("x5u", strange("{'x5u':'http://127.0.0.1:1/cert'}"));
        add("x5u, well signed", raw("{'x5u':'http://127.0.0.1:1/cert'}", "{}").signed(key));
        add("jwk", strange("{'jwk':" + stranger.toPublicJWK().toJSONString() + "}"));
        add(
                "jwk, well signed",
                raw("{'jwk':" + stranger.toPublicJWK().toJSONString() + "}", "{}").signed(key));
        add("x5c", raw("{'x5c':['AAAA']}", "{}").signed(key));
        add("crit", raw("{'crit':['exp']}", "{}").signed(key));
        add("crit empty", raw("{'crit':[]}", "{}").signed(key));
        add("b64 false", raw("{'b64':false,'crit':['b64']}", "{}").signed(key));
        add("zip", raw("{'zip':'DEF'}", "{}").signed(key));
        add("typ of another token", raw("{'typ':'logout+jwt'}", "{}").signed(key));
        add("typ of an encrypted token", raw("{'typ':'JWE','enc':'A256GCM'}", "{}").signed(key));
        add("an unknown parameter", raw("{'whatever':1}", "{}").signed(key));
    }

    private void keyIds() {
        for (var kid :
                List.of(
                        "unknown",
                        "../../../../etc/passwd",
                        "' OR 1=1 --",
                        "http://127.0.0.1:1/",
                        "%00",
                        "k".repeat(5_000))) {
            add(
                    "kid " + kid.substring(0, Math.min(20, kid.length())),
                    strange("{'kid':'" + kid.replace("'", "\\u0027") + "'}"));
        }
        add("the known kid and another key", strange("{}"));
        add("kid a number", raw("{'kid':7}", "{}").signed(key));
        add("kid an object", raw("{'kid':{}}", "{}").signed(key));
        add("the other issuer's key", raw("{}", "{}").signed(issuers.platformKey()));
    }

    private void claims() {
        claim("no issuer", claims -> claims.issuer(null));
        claim("another issuer", claims -> claims.issuer("https://evil.example"));
        claim("issuer with a slash", claims -> claims.issuer(issuer() + "/"));
        claim(
                "issuer in capitals",
                claims -> claims.issuer(issuer().toUpperCase(java.util.Locale.ROOT)));
        claim("issuer a list", claims -> claims.claim("iss", List.of(issuer())));
        claim("no audience", claims -> claims.audience((String) null));
        claim("another audience", claims -> claims.audience("other"));
        claim("no subject", claims -> claims.subject(null));
        claim("a blank subject", claims -> claims.subject(" "));
        claim("a long subject", claims -> claims.subject("s".repeat(201)));
        claim("too large", claims -> claims.claim("x", "y".repeat(9_000)));
    }

    private void times() {
        claim("expired", claims -> claims.expirationTime(in(-60)));
        claim("no end", claims -> claims.expirationTime(null));
        claim("end a text", claims -> claims.claim("exp", "tomorrow"));
        claim("far future", claims -> claims.expirationTime(in(10L * 365 * 86_400)));
        claim("the year 292278994", claims -> claims.claim("exp", Long.MAX_VALUE / 1000));
        claim("not yet valid", claims -> claims.notBeforeTime(in(300)));
        claim("issued in the future", claims -> claims.issueTime(in(300)));
        claim("no issue time", claims -> claims.issueTime(null));
    }

    private void json() {
        add("iss twice", raw("{}", "{}").twice("iss", issuer()).signed(key));
        add("exp twice", raw("{}", "{}").twice("exp", 9_999_999_999L).signed(key));
        add("tenant twice", raw("{}", "{}").twice("tenant_id", "south").signed(key));
        add(
                "alg twice",
                new RawToken("{\"alg\":\"none\"," + header("{}").substring(1), payload("{}"))
                        .signed(key));
        add(
                "a role list twice",
                raw("{}", "{'realm_access':{'roles':['a'],'roles':['clinician']}}").signed(key));
        add("a list for claims", new RawToken(header("{}"), "[]").signed(key));
        add("a text for claims", new RawToken(header("{}"), "\"x\"").signed(key));
        add(
                "claims with more behind",
                new RawToken(header("{}"), payload("{}") + "{}").signed(key));
        add(
                "deep claims",
                raw("{}", "{'x':" + "[".repeat(500) + "]".repeat(500) + "}").signed(key));
        add("broken claims", new RawToken(header("{}"), "{\"iss\":").signed(key));
        add("empty claims", new RawToken(header("{}"), "").signed(key));
    }

    private void encodings() {
        var good = raw("{}", "{}").signed(key);
        var parts = good.split("\\.");
        add("no signature", parts[0] + "." + parts[1] + ".");
        add("no dot", parts[0] + parts[1]);
        add("four parts", good + ".AAAA");
        add("five parts", good + ".AAAA.AAAA");
        add("a bent signature", good.substring(0, good.length() - 8) + "AAAAAAAA");
        add(
                "another's signature",
                parts[0]
                        + "."
                        + RawToken.encoded(payload("{'tenant_id':'south'}"))
                        + "."
                        + parts[2]);
        add("a space inside", parts[0] + ". " + parts[1] + "." + parts[2]);
        add("padding", parts[0] + "=." + parts[1] + "=." + parts[2]);
        add("letters of another alphabet", parts[0] + "+/." + parts[1] + "." + parts[2]);
        add("two tokens", good + "," + good);
        add("nothing but dots", "..");
        add("garbage", "garbage");
        add("only large", "a".repeat(8_193));
    }

    private void claim(String fault, UnaryOperator<JWTClaimsSet.Builder> spoil) {
        add(fault, issuers.signed(key, spoil.apply(issuers.clinician(organisation))));
    }

    private void add(String fault, String token) {
        if (tokens.put(fault, token) != null) {
            throw new IllegalStateException("twice: " + fault);
        }
    }

    private String strange(String header) {
        return raw(header, "{}").signed(stranger);
    }

    private Spoilt raw(String header, String claims) {
        return new Spoilt(header(header), payload(claims));
    }

    /** Single quotes are double ones; what is given replaces what a good header says. */
    private String header(String more) {
        return Json.merged(
                "{'alg':'RS256','typ':'JWT','kid':'%s'}".formatted(key.getKeyID()), more);
    }

    private String payload(String more) {
        return Json.merged(issuers.clinician(organisation).build().toString(), more);
    }

    private String mac(JWSAlgorithm algorithm, byte[] secret) {
        try {
            var header = new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build();
            var token = new SignedJWT(header, issuers.clinician(organisation).build());
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] publicKey() {
        try {
            return key.toRSAPublicKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] publicKeyText() {
        return key.toPublicJWK().toJSONString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private String issuer() {
        return issuers.clinician(organisation).build().getIssuer();
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    /** A raw token that can be spoilt further. */
    private record Spoilt(String header, String payload) {
        Spoilt twice(String name, Object value) {
            var text = value instanceof String ? "\"" + value + "\"" : value.toString();
            return new Spoilt(header, "{\"" + name + "\":" + text + "," + payload.substring(1));
        }

        String signed(RSAKey key) {
            return new RawToken(header, payload).signed(key);
        }

        String unsigned() {
            return new RawToken(header, payload).unsigned();
        }
    }

    private static final class Json {
        /** By hand: a JSON library would not write a name twice. */
        static String merged(String base, String more) {
            var first = base.replace('\'', '"').strip();
            var second = more.replace('\'', '"').strip();
            if (second.equals("{}")) {
                return first;
            }
            for (var name : names(second)) {
                first = first.replaceAll("\"" + name + "\":(\"[^\"]*\"|\\[[^\\]]*]|[0-9]+),?", "");
            }
            first = first.replaceAll(",}$", "}");
            return second.substring(0, second.length() - 1)
                    + (first.equals("{}") ? "" : ",")
                    + first.substring(1);
        }

        private static List<String> names(String object) {
            return java.util.regex.Pattern.compile("[{,]\"([a-z0-9_]+)\":")
                    .matcher(object)
                    .results()
                    .map(result -> result.group(1))
                    .toList();
        }
    }
}
