package io.jenkins.plugins.tlserrorgate.aws.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {
    private static final String FULL = """
            {
              "seed": 7,
              "start": "2026-01-14T12:00:00Z",
              "publication": {"minDelaySeconds": 30, "maxDelaySeconds": 90, "incompleteShare": 0.5},
              "regions": ["eu-west-1"],
              "accounts": [{
                "id": "111122223333",
                "accessKeys": [{"accessKeyId": "AKIA1", "secretAccessKey": "s", "user": "ci", "actions": ["cloudwatch:*"]}],
                "roles": [{"name": "gate", "externalId": "x", "trustedAccounts": ["111122223333"], "actions": ["*"]}]
              }],
              "balancers": [{
                "type": "network", "name": "shop", "id": "00112233445566aa", "account": "111122223333",
                "region": "eu-west-1", "zones": ["eu-west-1a"], "nodesPerZone": 2, "created": "2026-01-01T00:00:00Z",
                "targetGroups": [{"name": "web", "protocol": "TLS", "port": 8443, "targetType": "ip", "weight": 2,
                                  "errors": {"perThousand": 1}}],
                "listeners": [{"port": 443, "protocol": "TLS", "sslPolicy": "ELBSecurityPolicy-2016-08",
                               "certificates": ["arn:a", "arn:b"], "mutualTls": "off", "targetGroup": "web"}],
                "traffic": {"connectionsPerMinute": 50, "dailyAmplitude": 0.4, "peakHour": 15, "weekendFactor": 0.5,
                            "variation": 0.1, "correlation": 0.9},
                "clientErrors": {"perThousand": 3, "frailtyVariance": 0.5, "variation": 0.2, "correlation": 0.8,
                                 "bursts": {"probability": 0.01, "minSize": 5, "maxSize": 50, "minMinutes": 1,
                                            "maxMinutes": 3}},
                "changes": [{"name": "tls13", "minute": -10, "lockedOutShare": 0.1,
                             "targets": [{"targetGroup": "web", "zone": "eu-west-1a", "share": 0.5}],
                             "listeners": [{"port": 443, "sslPolicy": "ELBSecurityPolicy-TLS13-1-3-2021-06"}]}]
              }]
            }
            """;

    @Test
    void readsEveryFieldFromJson() {
        Scenario scenario = Scenario.parse(FULL);

        Account account = new Account(
                "111122223333",
                List.of(new AccessKey("AKIA1", "s", "ci", List.of("cloudwatch:*"))),
                List.of(new Role("gate", "x", List.of("111122223333"), List.of("*"))));
        Balancer balancer = Balancer.network("shop")
                .id("00112233445566aa")
                .account("111122223333")
                .region("eu-west-1")
                .zones("eu-west-1a")
                .nodesPerZone(2)
                .created(Instant.parse("2026-01-01T00:00:00Z"))
                .targetGroups(TargetGroup.builder("web")
                        .protocol("TLS")
                        .port(8443)
                        .targetType("ip")
                        .weight(2)
                        .errors(ErrorProcess.steady(1))
                        .build())
                .listeners(Listener.builder()
                        .protocol("TLS")
                        .certificates("arn:a", "arn:b")
                        .targetGroup("web")
                        .build())
                .traffic(Traffic.builder()
                        .connectionsPerMinute(50)
                        .dailyAmplitude(0.4)
                        .peakHour(15)
                        .weekendFactor(0.5)
                        .variation(0.1)
                        .correlation(0.9)
                        .build())
                .clientErrors(ErrorProcess.builder()
                        .perThousand(3)
                        .frailtyVariance(0.5)
                        .variation(0.2)
                        .correlation(0.8)
                        .bursts(new Bursts(0.01, 5, 50, 1, 3))
                        .build())
                .changes(Change.builder("tls13")
                        .minute(-10)
                        .lockedOutShare(0.1)
                        .targets(TargetEffect.share("web", 0.5).inZone("eu-west-1a"))
                        .listeners(ListenerUpdate.policy(443, "ELBSecurityPolicy-TLS13-1-3-2021-06"))
                        .build())
                .build();
        Scenario expected = Scenario.builder()
                .seed(7)
                .start(Instant.parse("2026-01-14T12:00:00Z"))
                .publication(new Publication(30, 90, 0.5))
                .regions("eu-west-1")
                .accounts(account)
                .balancers(balancer)
                .build();
        assertEquals(expected, scenario);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "seed": 7                     | "sead": 7                      | $.sead: Unrecognized field "sead"
            "peakHour": 15                | "peakHour": 24                 | $.balancers[0].traffic: peakHour must be in [0, 24) but is 24.0
            "port": 8443                  | "port": "many"                 | $.balancers[0].targetGroups[0].port: Cannot deserialize
            "type": "network"             | "type": "classic"              | $.balancers[0].type: Cannot deserialize
            "created": "2026-01-01        | "created": "yesterday          | $.balancers[0].created: Cannot deserialize
            "lockedOutShare": 0.1         | "lockedOutShare": 1.5          | $.balancers[0].changes[0]: lockedOutShare must be a share
            Policy-2016-08"               | Policy-2016-80"                | $.balancers[0].listeners[0]: There is no security policy ELBSecurityPolicy-2016-80
            "zone": "eu-west-1a"          | "zone": "eu-west-1z"           | $.balancers[0]: zone eu-west-1z is none of the balancer's
            "actions": ["cloudwatch:*"]   | "action": []                   | $.accounts[0].accessKeys[0].actions: Missing required
            "name": "shop",               |                                | $.balancers[0]: name is missing
            "nodesPerZone": 2             | "nodesPerZone": 2.5            | $.balancers[0].nodesPerZone: Cannot coerce
            "seed": 7,                    | "seed": 7                      | line 3, column
            """)
    void saysWhereAndWhyJsonIsWrong(String right, String wrong, String message) {
        String json = FULL.replace(right, wrong == null ? "" : wrong);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Scenario.parse(json));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }

    @Test
    void balancersBelongToAccountsOfTheScenario() {
        Balancer stray = Balancer.application("shop").account("999999999999").build();
        Scenario.Builder builder = Scenario.builder().balancers(stray);
        assertThrows(IllegalArgumentException.class, builder::build);
    }

    @Test
    void theShopIsAScenarioWithAHealthyAndThreeHarmfulDeployments() throws Exception {
        Scenario shop = Scenario.load(
                Path.of(ScenarioTest.class.getResource("shop.json").toURI()));
        assertEquals(
                List.of("pq-policy", "tls13-only", "api-certificate", "wrong-certificate", "no-traffic"),
                shop.balancers().get(0).changes().stream().map(Change::name).toList());
    }

    @Test
    void burstsApplyToClientsOnly() {
        ErrorProcess errors =
                ErrorProcess.builder().bursts(Bursts.builder().build()).build();
        TargetGroup.Builder builder = TargetGroup.builder("web").errors(errors);
        assertThrows(IllegalArgumentException.class, builder::build);
    }
}
