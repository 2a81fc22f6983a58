package health.cordon.system.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import health.cordon.system.platform.Folders;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Liberty's {@code batchManager} with a token as its password, in a file that its owner reads. */
record BatchCommand(Path control) implements AutoCloseable {
    /** What it ends with when it waited for an execution. */
    static final int STOPPED = 33;

    static final int FAILED = 34;
    static final int COMPLETED = 35;
    private static final long SECONDS = 60;

    /** Its exit code, and all that it wrote. */
    record Result(int code, String output) {}

    static BatchCommand of(URI server, String token) throws IOException {
        var owner = PosixFilePermissions.fromString("rw-------");
        var file =
                Files.createTempFile(
                        Folders.target(),
                        "batch-manager",
                        ".properties",
                        PosixFilePermissions.asFileAttribute(owner));
        Files.write(
                file,
                List.of(
                        "--batchManager=%s:%d".formatted(server.getHost(), server.getPort()),
                        "--user=token",
                        "--password=" + token,
                        "--trustSslCertificates="));
        return new BatchCommand(file);
    }

    Result run(String verb, String... arguments) throws Exception {
        var line = new ArrayList<String>();
        line.add(Folders.project().resolve(".liberty/wlp/bin/batchManager").toString());
        line.add(verb);
        line.add("--controlPropertiesFile=" + control);
        line.addAll(List.of(arguments));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it did not end");
        }
        return new Result(process.exitValue(), output);
    }

    /** Of a part in a re-wrap, until it is over. */
    Result submit(String parameter) throws Exception {
        return run(
                "submit",
                "--applicationName=cordon",
                "--moduleName=admin.war",
                "--jobXMLName=rewrap",
                "--jobParameter=" + parameter,
                "--wait",
                "--pollingInterval_s=1");
    }

    @Override
    public void close() throws IOException {
        Files.delete(control);
    }
}
