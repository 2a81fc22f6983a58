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
import java.security.PrivateKey;
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
    private static final String MALFORMED = "malformed";
    private static final String HEADER = "header";
    private static final String ISSUER = "issuer";
    private static final String SIGNATURE = "signature";
    private static final String TIME = "time";
    private static final String CLAIM = "claim";

    private final ForgedTokens issuers;
    private final Organisation organisation;
    private final RSAKey key;
    private final RSAKey stranger = HospitalIssuer.newKey("stranger");
    private final Map<String, Bad> tokens = new LinkedHashMap<>();

    /** A token, and the kind of refusal that the operator sees. */
    record Bad(String token, String kind) {}

    private Corpus(ForgedTokens issuers, Organisation organisation) {
        this.issuers = issuers;
        this.organisation = organisation;
        key = issuers.tenantsKey();
    }

    /** By the name of their fault. */
    static Map<String, Bad> of(ForgedTokens issuers, Organisation organisation) {
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
            add(MALFORMED, "alg " + none + " without a signature", token.unsigned() + ".");
            add(
                    none.equals("none") ? MALFORMED : HEADER,
                    "alg " + none + " with a signature",
                    token.signed(key));
        }
        for (var algorithm : List.of("RS1", "RS384", "RS512", "PS384", "PS512", "rs256")) {
            add(HEADER, "alg " + algorithm, stating(algorithm).signed(key));
        }
        add(HEADER, "alg ES512", stating("ES512").signed(RawSignature.newKey("ES512")));
        add(HEADER, "alg EdDSA", stating("EdDSA").signed(RawSignature.newKey("EdDSA")));
        for (var algorithm : List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512)) {
            add(HEADER, algorithm + " with the public key", mac(algorithm, publicKey()));
            add(
                    HEADER,
                    algorithm + " with the public key as text",
                    mac(algorithm, publicKeyText()));
        }
        add(MALFORMED, "no alg", raw("{'alg':null}", "{}").signed(key));
        add(MALFORMED, "alg a list", raw("{'alg':['RS256']}", "{}").signed(key));
    }

    private void headers() {
        add(HEADER, "jku", strange("{'jku':'http://127.0.0.1:1/keys'}"));
        add(HEADER, "jku, well signed", raw("{'jku':'http://127.0.0.1:1/keys'}", "{}").signed(key));
        add(HEADER, "x5u", strange("{'x5u':'http://127.0.0.1:1/cert'}"));
        add(HEADER, "x5u, well signed", raw("{'x5u':'http://127.0.0.1:1/cert'}", "{}").signed(key));
        add(HEADER, "jwk", strange("{'jwk':" + stranger.toPublicJWK().toJSONString() + "}"));
        add(
                HEADER,
                "jwk, well signed",
                raw("{'jwk':" + stranger.toPublicJWK().toJSONString() + "}", "{}").signed(key));
        add(HEADER, "x5c", raw("{'x5c':['AAAA']}", "{}").signed(key));
        add(HEADER, "crit", raw("{'crit':['exp']}", "{}").signed(key));
        add(HEADER, "crit empty", raw("{'crit':[]}", "{}").signed(key));
        add(HEADER, "b64 false", raw("{'b64':false,'crit':['b64']}", "{}").signed(key));
        add(HEADER, "zip", raw("{'zip':'DEF'}", "{}").signed(key));
        add(SIGNATURE, "typ of another token", raw("{'typ':'logout+jwt'}", "{}").signed(key));
        add(
                MALFORMED,
                "typ of an encrypted token",
                raw("{'typ':'JWE','enc':'A256GCM'}", "{}").signed(key));
        add(HEADER, "an unknown parameter", raw("{'whatever':1}", "{}").signed(key));
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
                    SIGNATURE,
                    "kid " + kid.substring(0, Math.min(20, kid.length())),
                    strange("{'kid':'" + kid.replace("'", "\\u0027") + "'}"));
        }
        add(SIGNATURE, "the known kid and another key", strange("{}"));
        add(MALFORMED, "kid a number", raw("{'kid':7}", "{}").signed(key));
        add(MALFORMED, "kid an object", raw("{'kid':{}}", "{}").signed(key));
        add(SIGNATURE, "the other issuer's key", raw("{}", "{}").signed(issuers.platformKey()));
    }

    private void claims() {
        claim(ISSUER, "no issuer", claims -> claims.issuer(null));
        claim(ISSUER, "another issuer", claims -> claims.issuer("https://evil.example"));
        claim(ISSUER, "issuer with a slash", claims -> claims.issuer(issuer() + "/"));
        claim(
                ISSUER,
                "issuer in capitals",
                claims -> claims.issuer(issuer().toUpperCase(java.util.Locale.ROOT)));
        claim(MALFORMED, "issuer a list", claims -> claims.claim("iss", List.of(issuer())));
        claim(CLAIM, "no audience", claims -> claims.audience((String) null));
        claim(CLAIM, "another audience", claims -> claims.audience("other"));
        claim(CLAIM, "no subject", claims -> claims.subject(null));
        claim(CLAIM, "a blank subject", claims -> claims.subject(" "));
        claim(CLAIM, "a long subject", claims -> claims.subject("s".repeat(201)));
        claim(MALFORMED, "too large", claims -> claims.claim("x", "y".repeat(9_000)));
    }

    private void times() {
        claim(TIME, "expired", claims -> claims.expirationTime(in(-60)));
        claim(CLAIM, "no end", claims -> claims.expirationTime(null));
        claim(MALFORMED, "end a text", claims -> claims.claim("exp", "tomorrow"));
        claim(TIME, "far future", claims -> claims.expirationTime(in(10L * 365 * 86_400)));
        // So far away that the library's sum with the clock skew is negative; no matter, it is out.
        claim(CLAIM, "the year 292278994", claims -> claims.claim("exp", Long.MAX_VALUE / 1000));
        claim(TIME, "not yet valid", claims -> claims.notBeforeTime(in(300)));
        claim(TIME, "issued in the future", claims -> claims.issueTime(in(300)));
        claim(CLAIM, "no issue time", claims -> claims.issueTime(null));
    }

    private void json() {
        add(MALFORMED, "iss twice", raw("{}", "{}").twice("iss", issuer()).signed(key));
        add(MALFORMED, "exp twice", raw("{}", "{}").twice("exp", 9_999_999_999L).signed(key));
        add(MALFORMED, "tenant twice", raw("{}", "{}").twice("tenant_id", "south").signed(key));
        add(
                MALFORMED,
                "alg twice",
                new RawToken("{\"alg\":\"none\"," + header("{}").substring(1), payload("{}"))
                        .signed(key));
        add(
                MALFORMED,
                "a role list twice",
                raw("{}", "{'realm_access':{'roles':['a'],'roles':['clinician']}}").signed(key));
        add(ISSUER, "a list for claims", new RawToken(header("{}"), "[]").signed(key));
        add(MALFORMED, "a text for claims", new RawToken(header("{}"), "\"x\"").signed(key));
        add(
                MALFORMED,
                "claims with more behind",
                new RawToken(header("{}"), payload("{}") + "{}").signed(key));
        add(
                MALFORMED,
                "deep claims",
                raw("{}", "{'x':" + "[".repeat(500) + "]".repeat(500) + "}").signed(key));
        add(MALFORMED, "broken claims", new RawToken(header("{}"), "{\"iss\":").signed(key));
        add(MALFORMED, "empty claims", new RawToken(header("{}"), "").signed(key));
    }

    private void encodings() {
        var good = raw("{}", "{}").signed(key);
        var parts = good.split("\\.");
        add(MALFORMED, "no signature", parts[0] + "." + parts[1] + ".");
        add(MALFORMED, "no dot", parts[0] + parts[1]);
        add(MALFORMED, "four parts", good + ".AAAA");
        add(MALFORMED, "five parts", good + ".AAAA.AAAA");
        add(SIGNATURE, "a bent signature", good.substring(0, good.length() - 8) + "AAAAAAAA");
        add(
                SIGNATURE,
                "another's signature",
                parts[0]
                        + "."
                        + RawToken.encoded(payload("{'tenant_id':'south'}"))
                        + "."
                        + parts[2]);
        add(MALFORMED, "a space inside", parts[0] + ". " + parts[1] + "." + parts[2]);
        add(MALFORMED, "padding", parts[0] + "=." + parts[1] + "=." + parts[2]);
        add(MALFORMED, "letters of another alphabet", parts[0] + "+/." + parts[1] + "." + parts[2]);
        add(MALFORMED, "two tokens", good + "," + good);
        add(MALFORMED, "nothing but dots", "..");
        add(MALFORMED, "garbage", "garbage");
        add(MALFORMED, "only large", "a".repeat(8_193));
    }

    private void claim(String kind, String fault, UnaryOperator<JWTClaimsSet.Builder> spoil) {
        add(kind, fault, issuers.signed(key, spoil.apply(issuers.clinician(organisation))));
    }

    private void add(String kind, String fault, String token) {
        if (tokens.put(fault, new Bad(token, kind)) != null) {
            throw new IllegalStateException("twice: " + fault);
        }
    }

    private Spoilt stating(String algorithm) {
        return raw("{'alg':'" + algorithm + "'}", "{}");
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

        String signed(PrivateKey key) {
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
