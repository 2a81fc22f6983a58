package health.cordon.system.container;

import health.cordon.system.platform.Folders;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The built archive with tests in it. */
public final class Deployments {
    private static final String DESCRIPTOR = "META-INF/application.xml";
    private static final String MODULE =
            "<module><web><web-uri>tests.war</web-uri><context-root>/tests</context-root></web>"
                    + "</module><library-directory>";

    private Deployments() {}

    /**
     * @param tests the classes that the server needs; they see what the product's own classes see
     */
    public static EnterpriseArchive with(Class<?>... tests) {
        var product =
                ShrinkWrap.createFromZipFile(
                        EnterpriseArchive.class,
                        Folders.project().resolve("app/ear/target/cordon.ear").toFile());
        var library =
                ShrinkWrap.create(JavaArchive.class, "tests.jar")
                        .addClasses(tests)
                        .addAsManifestResource(
                                new StringAsset("<beans bean-discovery-mode=\"annotated\"/>"),
                                "beans.xml");
        var descriptor = read(product).replace("<library-directory>", MODULE);
        product.delete(DESCRIPTOR);
        return product.addAsLibraries(library)
                .addAsLibraries(archiveOf("org.assertj.core.api.Assertions"))
                .addAsModule(
                        Testable.archiveToTest(ShrinkWrap.create(WebArchive.class, "tests.war")))
                .setApplicationXML(new StringAsset(descriptor));
    }

    private static String read(EnterpriseArchive archive) {
        try (var in = archive.get(DESCRIPTOR).getAsset().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static File archiveOf(String type) {
        try {
            return Path.of(
                            Class.forName(type)
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI())
                    .toFile();
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
