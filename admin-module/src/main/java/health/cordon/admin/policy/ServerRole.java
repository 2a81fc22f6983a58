package health.cordon.admin.policy;

import health.cordon.tenancy.settings.ConfiguredRoom;
import health.cordon.tenancy.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;

/** The role that this server has in the cloud, where the operator says which; read at the start. */
@ApplicationScoped
public class ServerRole implements ConfiguredRoom {
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):role/[A-Za-z0-9+=,.@_/-]{1,200}");

    private volatile Optional<String> arn = Optional.empty();

    @Override
    public void read(Settings settings) {
        arn = settings.optional("SERVER_ROLE_ARN", ServerRole::parse);
    }

    private static String parse(String text) {
        if (!ARN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "give the ARN of a role, such as arn:aws:iam::111122223333:role/cordon.");
        }
        return text;
    }

    Optional<String> arn() {
        return arn;
    }

    /** All of the account that the role is in. */
    static String account(String role) {
        return role.replaceFirst(":role/.*", ":root");
    }
}
