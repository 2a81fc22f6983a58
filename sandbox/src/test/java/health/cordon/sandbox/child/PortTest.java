package health.cordon.sandbox.child;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortTest {
    @Test
    void namesTheBusyPortAndHowToChooseAnother() throws Exception {
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = busy.getLocalPort();

            assertThatThrownBy(() -> Port.requireFree(port, "--s3-port", "CORDON_S3_PORT"))
                    .hasMessage(
                            "Port %d is used by another program; end that program, or choose another"
                                            .formatted(port)
                                    + " port with --s3-port or CORDON_S3_PORT.");
        }
    }

    @Test
    void acceptsAFreePort() {
        Port.requireFree(Port.free(), "--s3-port", "CORDON_S3_PORT");
    }
}
