package health.cordon.provisioning.saga;

import health.cordon.admin.organisation.ProvisioningView.Remaining;
import java.util.ArrayList;
import java.util.List;

/** What an organisation still needs when it has been provisioned. */
final class NotDone {
    private NotDone() {}

    /**
     * @param policiesSet whether its key and bucket got policies
     */
    static List<Remaining> after(Saga saga, boolean policiesSet) {
        var slug = saga.wanted().slug();
        var all = new ArrayList<Remaining>();
        if (saga.wanted().oidcIssuer() == null) {
            all.add(
                    new Remaining(
                            "its people sign in at the platform's tenant issuer; it may have its own",
                            "cordon org set %s --oidc-issuer URL".formatted(slug)));
        }
        all.add(
                new Remaining(
                        "users: their issuer gives them the organisation and a role",
                        "docs/sign-in.md"));
        if (!policiesSet && (saga.wants(Dedicated.KEY) || saga.wants(Dedicated.BUCKET))) {
            all.add(
                    new Remaining(
                            "policies of its key and bucket in your cloud account",
                            "cordon org policies " + slug));
        }
        all.add(new Remaining("the first import", "cordon import --org %s FOLDER".formatted(slug)));
        return all;
    }
}
