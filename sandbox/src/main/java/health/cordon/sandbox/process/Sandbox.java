package health.cordon.sandbox.process;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.cli.remote.ClientCredentials;
import health.cordon.clinical.schema.ClinicalSchema;
import health.cordon.sandbox.child.Children;
import health.cordon.sandbox.database.ClinicalDatabases;
import health.cordon.sandbox.database.DatabaseServer;
import health.cordon.sandbox.database.RefName;
import health.cordon.sandbox.home.Home;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.home.Ports;
import health.cordon.sandbox.home.Secrets;
import health.cordon.sandbox.liberty.Liberty;
import health.cordon.sandbox.resource.Buckets;
import health.cordon.sandbox.resource.Cloud;
import health.cordon.sandbox.resource.Issuers;
import health.cordon.sandbox.resource.Keys;
import health.cordon.sandbox.sample.SampleData;
import health.cordon.sandbox.sample.SampleServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One sandbox: everything that the product needs around it, and the product itself. */
public final class Sandbox implements AutoCloseable {
    static final String SUPERVISOR = "up";
    private static final String REGION = "sandbox-1";
    private static final Duration SUPERVISOR_PATIENCE = Duration.ofSeconds(120);

    private final SandboxOptions options;
    private final Home home;
    private final Ports ports;
    private final Secrets secrets;
    private final Children children;
    private final DatabaseServer database;
    private final Services services;
    private final FurtherDatabases further;
    private final ClientCredentials tokens;

    private Sandbox(SandboxOptions options, Home home) {
        this.options = options;
        this.home = home;
        this.ports = Ports.choose(home, options.ports());
        this.secrets = Secrets.of(home);
        this.children = new Children(home.pids(), home.logs());
        this.database =
                new DatabaseServer(
                        home, secrets, ports.of(PortName.DB), options.databaseCertificate());
        this.further = new FurtherDatabases(home, secrets, children);
        this.services =
                Services.of(
                        home,
                        ports,
                        children,
                        database,
                        new Liberty(Services.SERVER, home, options.project()));
        this.tokens = new ClientCredentials(new CliSettings(home, ports, secrets).access());
    }

    /** Starts what does not run, mends what is broken, and returns when all of it is ready. */
    public static Sandbox start(SandboxOptions options, Consumer<String> progress) {
        var sandbox = new Sandbox(options, new Home(options.home()).create());
        sandbox.ensure(progress);
        return sandbox;
    }

    /** The sandbox of this folder as it is, running or not. */
    public static Sandbox attach(SandboxOptions options) {
        var home = new Home(options.home());
        if (!home.exists()) {
            throw new Failure(
                    ExitCode.NOT_REACHABLE, "No sandbox runs here; start one with ./cordon up.");
        }
        return new Sandbox(options, home.create());
    }

    /** Starts the application server again, with the archive as it is now. */
    public void restartServer() {
        stopServer();
        mend(line -> {});
    }

    public void stopServer() {
        try (var lock = home.lock()) {
            children.stop(services.server().name(), services.server().stopLimit());
        }
    }

    /** A second application server over the same databases; started, unless it runs already. */
    public Node secondNode(Consumer<String> progress) {
        return secondNode(Map.of(), progress);
    }

    /** The same with variables of its own; started again if it runs with others. */
    public Node secondNode(Map<String, String> itsOwn, Consumer<String> progress) {
        var node = Node.second(home, ports, children, options.project());
        try (var lock = home.lock()) {
            var variables = new TreeMap<>(options.environment());
            variables.put("CLINICAL_DB_URL_DIR", home.refs().toString());
            variables.putAll(itsOwn);
            new ServerSettings(node.home(), node.ports(), secrets, database)
                    .write(new Keys(cloud()).createShared(), variables);
            node.start(progress);
        }
        return node;
    }

    /** Ends the second server, if it runs. */
    public void endSecondNode() {
        Node.second(home, ports, children, options.project()).stop();
    }

    /** The same where none has ever been: everything is down. */
    public static Sandbox look(SandboxOptions options) {
        return new Sandbox(options, new Home(options.home()).create());
    }

    /** True when there ever was one in this folder. */
    public static boolean exists(SandboxOptions options) {
        return new Home(options.home()).exists();
    }

    /** Starts again what has died. */
    public void mend(Consumer<String> progress) {
        try (var lock = home.lock()) {
            var runner = new Runner(children, ports, progress);
            all(options.server())
                    .filter(service -> children.running(service.name()).isEmpty())
                    .forEach(runner::ensure);
        }
    }

    public List<String> dead() {
        return all(options.server())
                .map(Service::name)
                .filter(name -> children.running(name).isEmpty())
                .toList();
    }

    public boolean anyRunning() {
        return Stream.concat(Services.NAMES.stream(), further.all().stream().map(Service::name))
                .anyMatch(name -> children.running(name).isPresent());
    }

    /** In the order of their start. */
    private Stream<Service> all(boolean withServer) {
        return Stream.concat(
                Stream.concat(Stream.of(services.database()), further.all().stream()),
                services.all(withServer).filter(service -> service != services.database()));
    }

    /** Ends every process of this sandbox, the last started first. */
    @Override
    public void close() {
        try (var lock = home.lock()) {
            children.stop(Node.SECOND, services.server().stopLimit());
            var all = all(true).toList();
            for (int i = all.size() - 1; i >= 0; i--) {
                children.stop(all.get(i).name(), all.get(i).stopLimit());
            }
        }
    }

    /** Ends the command that watches over this sandbox, if one does, and then all the rest. */
    public void closeWithSupervisor() {
        children.stop(SUPERVISOR, SUPERVISOR_PATIENCE);
        close();
    }

    /**
     * Says that this process looks after the sandbox, unless another one does, so that {@code down}
     * ends it first and it does not start again what {@code down} ends.
     */
    public void supervise() {
        if (children.running(SUPERVISOR).isEmpty()) {
            children.adopt(SUPERVISOR, ProcessHandle.current());
        }
    }

    public void superviseNoMore() {
        if (children.running(SUPERVISOR).equals(Optional.of(ProcessHandle.current()))) {
            children.forget(SUPERVISOR);
        }
    }

    public Status status() {
        return new Status(ports, children, services);
    }

    public URI url(PortName name, String path) {
        return ports.url(name, path);
    }

    public int port(PortName name) {
        return ports.of(name);
    }

    /** Of the account that makes databases for organisations, on this sandbox's database server. */
    public String provisionerUrl() {
        return database.provisionerUrl();
    }

    /** The process of {@code database, s3, kms, issuer} or {@code server}. */
    public OptionalLong pid(String service) {
        return children.running(service).stream().mapToLong(ProcessHandle::pid).findFirst();
    }

    public Home home() {
        return home;
    }

    /** The server's metrics, in Prometheus' form. */
    public String metrics() throws IOException, InterruptedException {
        return ServerMetrics.read(home, port(PortName.ADMIN_TLS));
    }

    /** A token good for an hour; the scope is {@code platform-admin} or {@code org:a role:b}. */
    public String token(String scope) {
        return tokens.bearer(scope);
    }

    /** The same, and another one each time. */
    public String freshToken(String scope) {
        return tokens.fresh(scope);
    }

    /** Runs SQL as the administrator of {@code platform}, {@code shared} or a reference. */
    public void sql(String name, String statement, Appendable out) {
        var dba = database.dba();
        var known = ClinicalDatabases.databaseOf(name);
        try {
            dba.run(known, statement, out);
        } catch (Failure e) {
            if (!dba.has(known)) {
                throw new Failure(
                        ExitCode.NOT_FOUND, "There is no database %s.".formatted(name), e);
            }
            throw e;
        }
    }

    /** The same, as text. */
    public String sql(String name, String statement) {
        var out = new StringBuilder();
        sql(name, statement, out);
        return out.toString();
    }

    /** A dedicated clinical database that the running server finds; returns its URL. */
    public String createDatabase(String name) {
        return new ClinicalDatabases(
                        home,
                        secrets,
                        ports.of(PortName.DB),
                        database.dba(),
                        ClinicalSchema::migrate)
                .create(new RefName(name));
    }

    /** One more database server, which the running server knows; starts it, unless it runs. */
    public void createDatabaseServer(String name, String region, Consumer<String> progress) {
        if (!status().ready()) {
            throw new Failure(ExitCode.NOT_REACHABLE, "The server is not running; ./cordon up.");
        }
        var service = further.make(name);
        try (var lock = home.lock()) {
            new Runner(children, ports, progress).ensure(service);
        }
        servers().add(name, region, service.server().provisionerUrl());
    }

    private SampleServer servers() {
        return new SampleServer(url(PortName.ADMIN, "/admin"), this::token);
    }

    public String createBucket(String name) {
        requireRunning(PortName.S3);
        return new Buckets(cloud()).create(name);
    }

    public String createKey(String name) {
        requireRunning(PortName.KMS);
        return new Keys(cloud()).create(name);
    }

    /** An issuer for one organisation to have; returns its address. */
    public String createIssuer(String name) {
        requireRunning(PortName.ISSUER);
        return new Issuers(url(PortName.ISSUER, "/_control/issuers")).create(name);
    }

    /** What is there already. */
    public Existing existing() {
        return new Existing(this, cloud(), database.dba(), tokens);
    }

    private void requireRunning(PortName service) {
        if (pid(service.name().toLowerCase(Locale.ROOT)).isEmpty()) {
            throw new Failure(
                    ExitCode.NOT_REACHABLE, "%s is not running; ./cordon up.".formatted(service));
        }
    }

    /**
     * Starts what does not run, mends what is broken, and returns when all of it is ready.
     *
     * @return false when something of it ran already
     */
    public boolean ensure(Consumer<String> progress) {
        try (var lock = home.lock()) {
            boolean fresh = !anyRunning();
            refuseOtherPorts();
            ports.remember(home);
            var runner = new Runner(children, ports, progress);
            services.all(options.server()).forEach(runner::requirePorts);
            try {
                stages(runner, progress);
            } catch (RuntimeException e) {
                runner.undo();
                throw e;
            }
            return fresh;
        }
    }

    private void stages(Runner runner, Consumer<String> progress) {
        runner.ensure(services.database());
        further.all().forEach(runner::ensure);
        Parallel.run(
                services.standIns().stream()
                        .<Runnable>map(service -> () -> runner.ensure(service))
                        .toList());
        prepareResources(progress);
        if (options.server()) {
            runner.ensure(services.server());
        }
        if (options.server() && options.seed()) {
            seed(progress);
        }
    }

    /** Once for each database; afterwards the samples belong to the user, to change or remove. */
    private void seed(Consumer<String> progress) {
        servers().add("db-1", REGION, provisionerUrl());
        if (database.isSeeded()) {
            progress.accept("samples    are there already");
            return;
        }
        var samples = options.project().resolve("samples");
        new SampleData(
                        url(PortName.API, "/api"),
                        url(PortName.ADMIN, "/admin"),
                        this::token,
                        samples)
                .seed(line -> progress.accept("samples    " + line));
        database.noteSeeded();
    }

    private void prepareResources(Consumer<String> progress) {
        new Buckets(cloud()).create(ServerSettings.BUCKET);
        var key = new Keys(cloud()).createShared();
        new ServerSettings(home, ports, secrets, database).write(key, options.environment());
        new CliSettings(home, ports, secrets).write();
        progress.accept("resources  bucket, key and settings are in place");
    }

    private void refuseOtherPorts() {
        if (ports.differsFromRemembered(home) && anyRunning()) {
            throw new Failure(
                    ExitCode.CONFLICT,
                    "This sandbox runs on other ports; end it with ./cordon down first.");
        }
    }

    private Cloud cloud() {
        return new Cloud(ports.url(PortName.S3, ""), ports.url(PortName.KMS, ""), secrets);
    }
}
