package health.cordon.system.provisioning;

import com.sun.tools.attach.VirtualMachine;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Every attribute of every management bean of a Java process on this machine. */
final class Beans {
    private Beans() {}

    /**
     * Each as a text, its name in front. The address is this machine's own, and what comes from
     * there is the server under test.
     */
    @SuppressWarnings("BanJNDI")
    static List<String> of(long pid) throws Exception {
        var machine = VirtualMachine.attach(Long.toString(pid));
        String address;
        try {
            address = machine.startLocalManagementAgent();
        } finally {
            machine.detach();
        }
        try (var connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
            var server = connector.getMBeanServerConnection();
            var all = new ArrayList<String>();
            for (var name : server.queryNames(null, null)) {
                read(server, name, all);
            }
            return all;
        }
    }

    private static void read(MBeanServerConnection server, ObjectName name, List<String> all)
            throws Exception {
        for (var attribute : server.getMBeanInfo(name).getAttributes()) {
            try {
                var value = text(server.getAttribute(name, attribute.getName()));
                all.add(name + " " + attribute.getName() + " " + value);
            } catch (JMException | RuntimeMBeanException | java.io.IOException e) {
                // Not every attribute can be read; what it says of that is looked at, too.
                all.add(name + " " + attribute.getName() + " " + e);
            }
        }
    }

    private static String text(Object value) {
        if (value == null || !value.getClass().isArray()) {
            return String.valueOf(value);
        }
        var parts = new ArrayList<String>();
        for (int i = 0; i < Array.getLength(value); i++) {
            parts.add(text(Array.get(value, i)));
        }
        return parts.toString();
    }
}
