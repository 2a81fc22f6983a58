package health.cordon.sandbox.process;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Properties;

/** The version of the product, and of the Java that its server is started with. */
record ServerVersion(String product, String java) {
    private static final String BUILD = "/META-INF/maven/health.cordon/sandbox/pom.properties";

    static ServerVersion current() {
        var build = new Properties();
        try (var in = ServerVersion.class.getResourceAsStream(BUILD)) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the build's own description cannot be read", e);
        }
        return new ServerVersion(
                build.getProperty("version", "development"), System.getProperty("java.version"));
    }

    void describe(ObjectNode server) {
        server.put("version", product).put("java", java);
    }
}
