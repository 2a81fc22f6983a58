package health.cordon.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "org",
        mixinStandardHelpOptions = true,
        description = "Organisations, and where their data lives.",
        synopsisSubcommandLabel = "<verb>",
        subcommands = {
            OrgList.class,
            OrgCreate.class,
            OrgProvision.class,
            OrgShow.class,
            OrgSet.class,
            OrgSuspend.class,
            OrgResume.class,
            OrgRetire.class,
            OrgPrefixSearch.class,
            OrgPolicies.class,
            OrgRotateCredentials.class
        })
final class OrgCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Which verb: list, create, provision, show, set, suspend, resume, retire,"
                        + " prefix-search, policies or rotate-credentials?");
    }
}
