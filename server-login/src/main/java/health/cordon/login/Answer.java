package health.cordon.login;

import com.ibm.wsspi.security.token.AttributeNameConstants;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.security.auth.Subject;

/**
 * What the product says of a caller.
 *
 * @param status of HTTP; 200 lets the caller in
 * @param name empty when refused
 * @param roles of the platform's
 */
record Answer(int status, String name, List<String> roles) {
    static final Answer UNAVAILABLE = new Answer(503, "", List.of());

    /** The first half of the names that the server's roles are bound to. */
    private static final String REALM = "cordon";

    private static final int ADMITTED = 200;

    /** The status; when that is 200 then the name, then each role. */
    static Answer of(String... parts) {
        int status = Integer.parseInt(parts[0]);
        return status == ADMITTED
                ? new Answer(status, parts[1], List.of(parts).subList(2, parts.length))
                : new Answer(status, "", List.of());
    }

    boolean admitted() {
        return status == ADMITTED;
    }

    /** All that the server needs to know; it looks nobody up in a registry. */
    Subject subject() {
        var known = new Hashtable<String, Object>();
        known.put(AttributeNameConstants.WSCREDENTIAL_REALM, REALM);
        known.put(AttributeNameConstants.WSCREDENTIAL_UNIQUEID, "user:" + REALM + "/" + name);
        known.put(AttributeNameConstants.WSCREDENTIAL_SECURITYNAME, name);
        known.put(AttributeNameConstants.WSCREDENTIAL_GROUPS, groups());
        var subject = new Subject();
        subject.getPublicCredentials().add(known);
        return subject;
    }

    /** The server casts it to just this class. */
    private ArrayList<String> groups() {
        var groups = new ArrayList<String>();
        roles.forEach(role -> groups.add("group:" + REALM + "/" + role));
        return groups;
    }
}
