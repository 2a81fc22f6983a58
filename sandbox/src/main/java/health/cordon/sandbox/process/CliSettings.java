package health.cordon.sandbox.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.cli.remote.Access;
import health.cordon.sandbox.home.Home;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.home.Ports;
import health.cordon.sandbox.home.PrivateFile;
import health.cordon.sandbox.home.Secrets;

/** What the command needs to sign in to this sandbox; it finds it in the home folder. */
record CliSettings(Home home, Ports ports, Secrets secrets) {
    static final String CLIENT_ID = "cordon-sandbox";

    Access access() {
        return new Access(
                ports.url(PortName.ADMIN, "/admin"),
                ports.url(PortName.API, "/api"),
                ports.url(PortName.ISSUER, "/platform"),
                ports.url(PortName.ISSUER, "/tenants"),
                CLIENT_ID,
                secrets.clientSecret(),
                null,
                true);
    }

    void write() {
        try {
            var text = new ObjectMapper().writeValueAsString(access());
            PrivateFile.write(home.cliSettings(), text + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
