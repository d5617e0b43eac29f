package io.jenkins.plugins.tlserrorgate.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.tlserrorgate.metrics.Errors;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupSpec;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** What stands where AWS should can neither lead the controller elsewhere nor make it read or run anything. */
class HostileEndpointTest {

    private static final Instant START = Instant.parse("2026-01-14T12:00:00Z");
    private static final LoadBalancerSpec SHOP = LoadBalancerSpec.parse("loadBalancer", "shop");
    private static final SeriesKey KEY = new SeriesKey(
            Scope.of(LoadBalancerId.of("app/shop/50dc6c495c0c9188")), "NewConnectionCount", Statistic.SUM);

    private final AtomicInteger visits = new AtomicInteger();
    private final HttpServer elsewhere = server(visits, 200, "");

    private static HttpServer server(AtomicInteger visits, int status, String location) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                visits.incrementAndGet();
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().add("Location", location);
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @AfterEach
    void close() {
        elsewhere.stop(0);
    }

    private static AwsSettings settings(HttpServer endpoint, String roleArn) {
        return new AwsSettings(
                Region.EU_CENTRAL_1,
                AwsTestCase.credentials(AwsTestCase.ADMIN),
                roleArn,
                null,
                URI.create(url(endpoint)),
                null,
                null,
                AwsTestCase.PACE);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsAnErrorAndNotFollowed(int status) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer endpoint = server(asked, status, url(elsewhere));
        try (AwsConnection aws = AwsConnection.open(settings(endpoint, null))) {
            refused(status, () -> aws.metrics().read(Set.of(KEY), new Window(START, START.plusSeconds(300))));
            refused(status, () -> aws.directory().resolve(List.of(SHOP), List.of()));
            refused(status, () -> aws.listeners().snapshots(List.of(SHOP), START));
            refused(
                    status,
                    () -> AwsConnection.open(settings(endpoint, AwsTestCase.ROLE))
                            .directory()
                            .resolve(List.of(SHOP), List.of()));
        } finally {
            endpoint.stop(0);
        }
        assertThat("each call once", asked.get(), is(4));
        assertThat("requests to where it leads", visits.get(), is(0));
    }

    private static void refused(int status, Executable call) {
        SourceException error = assertThrows(SourceException.class, call);
        assertThat(error.getMessage(), containsString("was answered with HTTP " + status));
        Errors.checkOneLine(error.getMessage());
    }

    @Test
    void entitiesOfAnAnswerAreNotFetched(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "what-the-file-holds");
        for (String entity : new String[] {url(elsewhere), file.toUri().toString()}) {
            for (String status : new String[] {"\0", "\1"}) {
                String name = "<LoadBalancerName>&x;</LoadBalancerName>";
                String error = "<Error><Code>&x;</Code><Message>&x;</Message></Error>";
                String problem = problem(status + "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"" + entity
                        + "\">]><r><d><LoadBalancers><member>" + name + "</member></LoadBalancers></d>" + error
                        + "</r>");
                assertThat(problem, not(containsString("what-the-file-holds")));
            }
        }
        assertThat(visits.get(), is(0));
    }

    @Test
    void entitiesThatMultiplyAreNoAnswer() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE r [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            laughs.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        assertThat(problem("\0" + laughs + "]><r><d>&l11;</d></r>"), containsString("elasticloadbalancing"));
    }

    @Test
    void pagesWithoutEndComeToOne() {
        String arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shop/50dc6c495c0c9188";
        assertThat(
                problem("\0<r><d><LoadBalancers><member><LoadBalancerArn>" + arn
                        + "</LoadBalancerArn><LoadBalancerName>shop</LoadBalancerName><Type>application</Type></member>"
                        + "</LoadBalancers><TargetGroups/><NextMarker>same</NextMarker></d></r>"),
                containsString("AWS hands out the same page again and again"));
    }

    @Test
    void anAnswerThatLacksWhatIsAlwaysThereIsAFaultOfTheSource() {
        assertThat(
                problem(
                        "\0<r><d><LoadBalancers><member><LoadBalancerName>shop</LoadBalancerName><Type>network</Type></member></LoadBalancers></d></r>"),
                containsString("elasticloadbalancing:DescribeLoadBalancers: no usable answer from AWS"));
    }

    private static String problem(String answer) {
        OneAnswer aws = new OneAnswer();
        aws.set(answer.getBytes(StandardCharsets.UTF_8));
        try (ElasticLoadBalancingV2Client client = aws.client(ElasticLoadBalancingV2Client.builder())) {
            SourceException error = assertThrows(
                    SourceException.class,
                    () -> UsableAnswers.directory(() -> new ElasticLoadBalancingDirectory(client, "eu-central-1"))
                            .resolve(List.of(SHOP), List.of(TargetGroupSpec.parse("targetGroups", "api"))));
            Errors.checkOneLine(error.getMessage());
            return error.getMessage();
        }
    }
}
