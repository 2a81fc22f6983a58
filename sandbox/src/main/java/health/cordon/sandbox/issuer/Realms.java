package health.cordon.sandbox.issuer;

import health.cordon.sandbox.standin.Answer;
import health.cordon.sandbox.standin.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All issuers of this server, and their pages: the two that are always there, and own ones. */
final class Realms {
    private static final int MOST = 200;
    private static final String FILE_END = ".jwks.json";
    private static final String OWN_FILE = "own-";

    private final Path directory;
    private final URI base;
    private final ClientCredentials client;
    private final List<Issuer> issuers = new CopyOnWriteArrayList<>();

    private Realms(Path directory, URI base, ClientCredentials client) {
        this.directory = directory;
        this.base = base;
        this.client = client;
    }

    /** Those of the directory, which at least has the platform's and the tenants' afterwards. */
    static Realms open(Path directory, URI base, ClientCredentials client) throws IOException {
        var realms = new Realms(directory, base, client);
        realms.add(Realm.PLATFORM, "platform");
        realms.add(Realm.TENANTS, "tenants");
        try (var files = Files.newDirectoryStream(directory, OWN_FILE + "*" + FILE_END)) {
            for (var file : files) {
                var stem = file.getFileName().toString().replace(FILE_END, "");
                realms.add(Realm.own(stem.substring(OWN_FILE.length())), stem);
            }
        }
        return realms;
    }

    /** The address of the issuer of that name, which is made when it is new. */
    synchronized String own(String name) {
        var realm = Realm.own(name);
        var there = issuers.stream().filter(issuer -> issuer.realm().equals(realm)).findFirst();
        if (there.isPresent()) {
            return there.get().name();
        }
        if (!Realm.NAME.matcher(name).matches() || issuers.size() >= MOST) {
            throw new IllegalArgumentException("a name that cannot be taken, or too many issuers");
        }
        try {
            return add(realm, OWN_FILE + name).name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Issuer add(Realm realm, String stem) throws IOException {
        var keys = SigningKeys.open(directory.resolve(stem + FILE_END));
        var issuer = new Issuer(realm, base, keys);
        issuers.add(issuer);
        return issuer;
    }

    List<SigningKeys> keys() {
        return issuers.stream().map(Issuer::keys).toList();
    }

    Answer answer(Request request) {
        return issuers.stream()
                .map(issuer -> new IssuerEndpoint(issuer, client))
                .filter(page -> page.owns(request))
                .findFirst()
                .map(page -> page.answer(request))
                .orElse(Answer.empty(404));
    }
}
