package health.cordon.system.tls;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate authority, made with the JDK's keytool; all is in one key store. */
record Authority(Path store) {
    static final String PASSWORD = "a-password-of-tests";
    private static final String OWN = "authority";

    static Authority create(Path folder, String name) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var authority = new Authority(folder.resolve(name + ".p12"));
        authority.keytool(
                "-genkeypair",
                "-alias",
                OWN,
                "-dname",
                "CN=" + name,
                "-ext",
                "bc:c",
                "-validity",
                "30");
        return authority;
    }

    /** A certificate that is good for a month. */
    Certificate certify(String alias, String host) throws IOException, InterruptedException {
        return certify(alias, host, "-1d");
    }

    Certificate certifyExpired(String alias, String host) throws IOException, InterruptedException {
        return certify(alias, host, "-60d");
    }

    private Certificate certify(String alias, String host, String from)
            throws IOException, InterruptedException {
        keytool(
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-signer",
                OWN,
                "-startdate",
                from,
                "-validity",
                "30");
        return new Certificate(open(), alias);
    }

    /** What its users are given. */
    Path pem() throws IOException {
        var file = store.resolveSibling(store.getFileName() + ".pem");
        return Files.writeString(file, new Certificate(open(), OWN).chainPem());
    }

    KeyStore open() throws IOException {
        try {
            return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(
                List.of(
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.INHERIT)
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool failed");
        }
    }
}
