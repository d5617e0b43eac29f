package io.jenkins.plugins.tlserrorgate.aws;

import static io.jenkins.plugins.tlserrorgate.evaluation.Verdict.ERROR;
import static io.jenkins.plugins.tlserrorgate.evaluation.Verdict.INCONCLUSIVE;
import static io.jenkins.plugins.tlserrorgate.evaluation.Verdict.PASS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Balancer;
import io.jenkins.plugins.tlserrorgate.aws.simulator.ErrorProcess;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Fault;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Publication;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Role;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Scenario;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedAws;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedClock;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Traffic;
import io.jenkins.plugins.tlserrorgate.aws.simulator.UnreliableWire;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.gate.Gate;
import io.jenkins.plugins.tlserrorgate.gate.GateAction;
import io.jenkins.plugins.tlserrorgate.gate.GateParameters;
import io.jenkins.plugins.tlserrorgate.gate.GateReport;
import io.jenkins.plugins.tlserrorgate.gate.GateRunner;
import io.jenkins.plugins.tlserrorgate.gate.SharedJudgements;
import io.jenkins.plugins.tlserrorgate.metrics.Errors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.regions.Region;

/**
 * Whole gates against an AWS with a fault each. The table in {@code docs/reliability.md} is made of these cases; {@code
 * mvn -f engine.xml test -Dtest=FaultsTest -Dreliability.write=true} writes it anew.
 */
class FaultsTest {

    private static final String METRICS = "GetMetricData";
    private static final String ROLE = "arn:aws:iam::123456789012:role/gate";
    private static final Path DOCUMENT = Path.of("docs/reliability.md");
    private static final Pattern TABLE = Pattern.compile("(?s)(?<=<!-- faults -->\n).*(?=<!-- /faults -->)");

    /** Before which look the fault begins. */
    private enum When {
        START("at the start"),
        WAIT("during the wait");

        private final String words;

        When(String words) {
            this.words = words;
        }
    }

    private enum Case {
        NONE("none", When.START, world -> {}, PASS, 0, METRICS, 2, ""),
        THROTTLED("throttling, twice", When.WAIT, inject(Fault.Kind.THROTTLING, 2), PASS, 0, METRICS, 4, ""),
        ALWAYS_THROTTLED(
                "throttling",
                When.WAIT,
                inject(Fault.Kind.THROTTLING, 0),
                ERROR,
                10,
                METRICS,
                1 + 14 * 3,
                "AWS could not be asked for 10 minutes, in 14 tries; the last answer: cloudwatch:GetMetricData was"
                        + " answered with Throttling: Rate exceeded"),
        SERVER_ERROR("status 500, twice", When.WAIT, inject(Fault.Kind.INTERNAL_FAILURE, 2), PASS, 0, METRICS, 4, ""),
        ALWAYS_SERVER_ERROR(
                "status 500",
                When.WAIT,
                inject(Fault.Kind.INTERNAL_FAILURE, 0),
                ERROR,
                10,
                METRICS,
                43,
                "the last answer: cloudwatch:GetMetricData was answered with InternalFailure"),
        UNAVAILABLE_FOR_FIVE_MINUTES(
                "status 503, for five minutes",
                When.WAIT,
                inject(Fault.Kind.SERVICE_UNAVAILABLE, 3 * 8),
                PASS,
                5,
                METRICS,
                1 + 3 * 8 + 1,
                ""),
        ALWAYS_UNAVAILABLE(
                "status 503",
                When.START,
                inject(Fault.Kind.SERVICE_UNAVAILABLE, 0),
                ERROR,
                10,
                "DescribeLoadBalancers",
                3 * 22,
                "elasticloadbalancing:DescribeLoadBalancers was answered with ServiceUnavailable"),
        NO_ANSWER("no answer, twice", When.WAIT, slow(Fault.Kind.HOLD, 2), PASS, 0, METRICS, 4, ""),
        NEVER_AN_ANSWER(
                "no answer",
                When.WAIT,
                slow(Fault.Kind.HOLD, 0),
                ERROR,
                10,
                METRICS,
                43,
                "the last answer: cloudwatch:GetMetricData: no answer from AWS in time"),
        SLOW_BODY(
                "body slower than an attempt may take, twice",
                When.WAIT,
                slow(Fault.Kind.SLOW_BODY, 2),
                PASS,
                0,
                METRICS,
                4,
                ""),
        ALWAYS_SLOW_BODIES(
                "body slower than an attempt may take",
                When.WAIT,
                slow(Fault.Kind.SLOW_BODY, 0),
                ERROR,
                10,
                METRICS,
                43,
                "the last answer: cloudwatch:GetMetricData: no answer from AWS in time"),
        RESET("connection reset, twice", When.WAIT, world -> world.wire().reset(2), PASS, 0, METRICS, 4, ""),
        ALWAYS_RESET(
                "connection reset",
                When.WAIT,
                world -> world.wire().reset(Integer.MAX_VALUE),
                ERROR,
                10,
                METRICS,
                43,
                "the last answer: cloudwatch:GetMetricData: no usable answer from AWS: SocketException"),
        HUNG_UP(
                "connection closed within the body, twice",
                When.WAIT,
                inject(Fault.Kind.TRUNCATED_BODY, 2),
                PASS,
                0,
                METRICS,
                4,
                ""),
        MALFORMED(
                "body that is not CBOR, once",
                When.WAIT,
                inject(Fault.Kind.MALFORMED_BODY, 1),
                PASS,
                0,
                METRICS,
                3,
                ""),
        PARTIAL_DATA(
                "`PartialData` for one metric, once", When.WAIT, status("PartialData", 1), PASS, 0, METRICS, 3, ""),
        ALWAYS_PARTIAL_DATA(
                "`PartialData` for one metric",
                When.WAIT,
                status("PartialData", 0),
                ERROR,
                10,
                METRICS,
                1 + 14,
                "CloudWatch has ClientTLSNegotiationErrorCount of shop only as PartialData"),
        INTERNAL_ERROR(
                "`InternalError` for one metric, once", When.WAIT, status("InternalError", 1), PASS, 0, METRICS, 3, ""),
        ALWAYS_INTERNAL_ERROR(
                "`InternalError` for one metric",
                When.WAIT,
                status("InternalError", 0),
                ERROR,
                10,
                METRICS,
                15,
                "CloudWatch has ClientTLSNegotiationErrorCount of shop only as InternalError"),
        FORBIDDEN(
                "`Forbidden` for one metric",
                When.START,
                status("Forbidden", 0),
                ERROR,
                -8,
                METRICS,
                1,
                "cloudwatch:GetMetricData was denied for ClientTLSNegotiationErrorCount of shop; allow the IAM action"
                        + " cloudwatch:GetMetricData"),
        DENIED(
                "permission taken away",
                When.WAIT,
                inject(Fault.Kind.ACCESS_DENIED, 0),
                ERROR,
                0,
                METRICS,
                2,
                "allow the IAM action cloudwatch:GetMetricData"),
        SESSION_EXPIRES(
                "assumed role's session of an hour ends, observation of 90 minutes",
                When.START,
                world -> {
                    world.role = ROLE;
                    world.observe = "90m";
                },
                PASS,
                0,
                "AssumeRole",
                5,
                ""),
        TOKEN_EXPIRED(
                "fixed session token expires",
                When.WAIT,
                inject(Fault.Kind.EXPIRED_TOKEN, 0),
                ERROR,
                10,
                METRICS,
                15,
                "cloudwatch:GetMetricData: the credentials' session token has expired"),
        ROLE_NOT_ASSUMED(
                "STS answers with status 500, for some tries",
                When.START,
                world -> {
                    world.role = ROLE;
                    world.aws()
                            .faults()
                            .inject(Fault.of(Fault.Kind.INTERNAL_FAILURE)
                                    .on("AssumeRole")
                                    .times(9));
                },
                PASS,
                0,
                "AssumeRole",
                3 * 3 + 2,
                ""),
        LISTENERS_UNREADABLE(
                "`DescribeListeners` answers with status 500",
                When.START,
                world -> world.aws()
                        .faults()
                        .inject(Fault.of(Fault.Kind.INTERNAL_FAILURE)
                                .on("DescribeListeners")
                                .times(0)),
                PASS,
                0,
                "DescribeListeners",
                3 * 3,
                ""),
        SLIGHT_SKEW(
                "clocks of controller and AWS half a minute apart",
                When.START,
                world -> world.wire().setAhead(Duration.ofSeconds(30)),
                PASS,
                0,
                METRICS,
                2,
                ""),
        SKEW(
                "controller's clock an hour behind",
                When.START,
                world -> world.skew(Duration.ofHours(1)),
                ERROR,
                -8,
                METRICS,
                2,
                "behind that of AWS, so the minutes before and after the deployment can't be told apart; synchronize"
                        + " it, for example with NTP"),
        SKEW_AHEAD(
                "controller's clock an hour ahead",
                When.START,
                world -> world.skew(Duration.ofHours(-1)),
                ERROR,
                -8,
                METRICS,
                2,
                "ahead of that of AWS"),
        LATE(
                "data a minute and a half later than usual",
                When.START,
                world -> world.publication = new Publication(270, 270, 1),
                PASS,
                1,
                METRICS,
                5,
                ""),
        TOO_LATE(
                "data ten minutes later than usual",
                When.START,
                world -> world.publication = new Publication(780, 780, 1),
                INCONCLUSIVE,
                3,
                METRICS,
                1 + 7,
                "no traffic after the deployment"),
        CORRECTED(
                "counts corrected ten minutes later, observation of 15 minutes",
                When.START,
                world -> {
                    world.publication = new Publication(0, 600, 0.5);
                    world.observe = "15m";
                },
                PASS,
                0,
                METRICS,
                5,
                ""),
        REPEATED_TOKEN(
                "token of the next page repeats, once",
                When.WAIT,
                inject(Fault.Kind.REPEATED_TOKEN, 2),
                PASS,
                0,
                METRICS,
                4,
                ""),
        ALWAYS_REPEATED_TOKEN(
                "token of the next page repeats",
                When.WAIT,
                inject(Fault.Kind.REPEATED_TOKEN, 0),
                ERROR,
                10,
                METRICS,
                1 + 14 * 2,
                "CloudWatch hands out the same page again and again"),
        UNKNOWN_FIELDS("unknown fields", When.START, inject(Fault.Kind.UNKNOWN_FIELDS, 0), PASS, 0, METRICS, 2, ""),
        LONG_BODY(
                "body of 8 MiB",
                When.START,
                world -> world.aws()
                        .faults()
                        .inject(Fault.oversizedBody(8 << 20).on(METRICS).times(0)),
                PASS,
                0,
                METRICS,
                2,
                ""),
        OVERSIZED_BODY(
                "body of more than 16 MiB",
                When.WAIT,
                world -> world.aws()
                        .faults()
                        .inject(Fault.oversizedBody(16 << 20).on(METRICS).times(0)),
                ERROR,
                10,
                METRICS,
                15,
                "the answer is longer than 16 MiB");

        private final String fault;
        private final When when;
        private final Consumer<World> cause;
        private final Verdict verdict;
        private final int minutesLate;
        private final String operation;
        private final int calls;
        private final String said;

        /**
         * @param minutesLate by how many whole minutes the verdict comes after the time it was due at
         * @param calls how often the operation is asked for, further attempts included
         * @param said what the verdict's line contains
         */
        Case(
                String fault,
                When when,
                Consumer<World> cause,
                Verdict verdict,
                int minutesLate,
                String operation,
                int calls,
                String said) {
            this.fault = fault;
            this.when = when;
            this.cause = cause;
            this.verdict = verdict;
            this.minutesLate = minutesLate;
            this.operation = operation;
            this.calls = calls;
            this.said = said;
        }

        private static Consumer<World> inject(Fault.Kind kind, int times) {
            return world -> world.aws().faults().inject(Fault.of(kind).times(times));
        }

        private static Consumer<World> slow(Fault.Kind kind, int times) {
            return world -> {
                world.attempt = Duration.ofMillis(times == 0 ? 500 : 2_000);
                inject(kind, times).accept(world);
            };
        }

        private static Consumer<World> status(String status, int times) {
            return world -> world.aws()
                    .faults()
                    .inject(Fault.metricStatus("ClientTLSNegotiationErrorCount", status)
                            .times(times));
        }

        private String row() {
            String time = minutesLate == 0 ? "in time" : minutesLate < 0 ? "at once" : minutesLate + " min late";
            return "| " + fault + " | " + when.words + " | " + verdict + ", " + time + " | " + calls + " × " + operation
                    + " | " + (said.isEmpty() ? "" : "… " + said + " …") + " |\n";
        }
    }

    /** An AWS with a balancer to which nothing happens, and a gate that asks it. Starts when it is first used. */
    private static final class World implements AutoCloseable {

        private Duration attempt = Duration.ofSeconds(10);
        private String role;
        private String observe = "5m";
        private Publication publication = Publication.USUAL;
        private Instant start = Instant.parse("2026-01-14T12:00:00Z");
        private boolean checksDate;
        private SimulatedClock clock;
        private SimulatedAws aws;
        private UnreliableWire wire;

        /** Lets AWS' clock be ahead of this machine's, which the SDK signs with. */
        void skew(Duration ahead) {
            start = Instant.now().plus(ahead).truncatedTo(ChronoUnit.MINUTES);
            checksDate = true;
            wire().setAhead(ahead);
        }

        SimulatedAws aws() {
            if (aws == null) {
                clock = SimulatedClock.fixed(start);
                aws = SimulatedAws.start(
                        Scenario.builder()
                                .publication(publication)
                                .checksDate(checksDate)
                                .accounts(Account.of(Account.DEFAULT_ID, Account.DEFAULT_KEY)
                                        .withRoles(Role.of("gate", "cloudwatch:*", "elasticloadbalancing:*")))
                                .balancers(Balancer.application("shop")
                                        .traffic(Traffic.steady(600))
                                        .clientErrors(ErrorProcess.steady(4))
                                        .build())
                                .build(),
                        clock);
                wire = UnreliableWire.to(aws);
            }
            return aws;
        }

        UnreliableWire wire() {
            aws();
            return wire;
        }

        /** Runs a gate as a build does, but for the waiting: then something may happen. */
        GateReport run(Runnable firstWait) throws InterruptedException {
            aws();
            Gate gate = Gate.begin(new GateParameters()
                    .loadBalancer("shop")
                    .observe(observe)
                    .history("2h")
                    .confidence(0.9999)
                    .check(clock.instant()));
            for (int i = 0; i < 100; i++) {
                gate = look(gate);
                GateAction action = gate.next(clock.instant());
                if (action instanceof GateAction.Finish finish) {
                    return finish.report();
                }
                if (i == 0) {
                    firstWait.run();
                }
                clock.set(((GateAction.Wait) action).until());
            }
            throw new AssertionError("The gate does not end: " + gate);
        }

        private Gate look(Gate gate) throws InterruptedException {
            AwsSettings settings = new AwsSettings(
                    Region.EU_CENTRAL_1,
                    AwsTestCase.credentials(Account.DEFAULT_KEY),
                    role,
                    null,
                    wire.endpoint(),
                    null,
                    null,
                    AwsTestCase.PACE);
            // All attempts together may take so long that none is left out on a busy machine.
            AwsConnection.Timeouts timeouts = new AwsConnection.Timeouts(
                    Duration.ofSeconds(10), attempt, attempt.multipliedBy(40), Duration.ofMillis(2));
            try (AwsConnection connection = AwsConnection.open(settings, timeouts)) {
                return new GateRunner(
                                connection.directory(),
                                connection.metrics(),
                                connection.listeners(),
                                clock,
                                new SharedJudgements())
                        .run(gate);
            }
        }

        @Override
        public void close() {
            wire.close();
            aws.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void gateEndsAsTheTableSays(Case fault) throws InterruptedException {
        try (World world = new World()) {
            if (fault.when == When.START) {
                fault.cause.accept(world);
            }
            GateReport report = world.run(() -> {
                if (fault.when == When.WAIT) {
                    fault.cause.accept(world);
                }
            });
            assertThat(report.explanation(), report.verdict(), is(fault.verdict));
            assertThat(report.explanation(), containsString(fault.said));
            Errors.checkOneLine(report.explanation());
            assertThat("calls", world.aws.requests().of(fault.operation).size() + world.wire.resets(), is(fault.calls));
            assertThat(
                    "minutes late",
                    (int) Duration.between(report.settings().readyAt(), report.judgedAt())
                            .toMinutes(),
                    is(fault.minutesLate));
        }
    }

    @Test
    void aVerdictRestsOnTheCountsAsTheyWereReadLast() throws InterruptedException {
        double[] right = clientErrors(Publication.IMMEDIATE);
        double[] corrected = clientErrors(new Publication(0, 600, 0.5));
        int settled = 8;
        assertThat(
                "settled for ten minutes when read last, but not when looked at early",
                Arrays.copyOf(corrected, settled),
                is(Arrays.copyOf(right, settled)));
        assertThat(
                "read too early",
                Arrays.stream(corrected).skip(settled).sum(),
                lessThan(Arrays.stream(right).skip(settled).sum()));
    }

    /** The client errors of each minute of the observation that a report shows. */
    private static double[] clientErrors(Publication publication) throws InterruptedException {
        try (World world = new World()) {
            world.publication = publication;
            world.observe = "15m";
            GateReport report = world.run(() -> {});
            double[] errors = report.minutes().get(0).errors();
            return Arrays.copyOfRange(errors, errors.length - 15, errors.length);
        }
    }

    @Test
    void documentHasThisTable() throws Exception {
        String table = "| Fault | When | Verdict | Calls | The verdict says |\n| --- | --- | --- | --- | --- |\n"
                + Arrays.stream(Case.values()).map(Case::row).collect(Collectors.joining());
        String document = Files.readString(DOCUMENT);
        String written = TABLE.matcher(document).replaceFirst(Matcher.quoteReplacement(table));
        if (Boolean.getBoolean("reliability.write")) {
            Files.writeString(DOCUMENT, written);
        }
        assertThat("the table of docs/reliability.md", written, is(Files.readString(DOCUMENT)));
        assertThat(document, containsString("<!-- faults -->\n|"));
    }
}
