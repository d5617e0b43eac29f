package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Users' keys and sessions of assumed roles: finds out who signed a request. */
final class Identities {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final World world;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    Identities(World world) {
        this.world = world;
    }

    /**
     * The temporary credentials of an assumed role.
     *
     * @param account the role's account
     * @param arn ARN of the assumed role
     * @param userId id of the assumed role
     */
    record Session(
            String accessKeyId,
            String secretAccessKey,
            String sessionToken,
            Instant expiration,
            String account,
            String arn,
            String userId,
            List<String> actions) {}

    Caller authenticate(Authorization authorization) {
        checkScope(authorization);
        String key = authorization.accessKeyId();
        Session session = sessions.get(key);
        if (session != null) {
            if (!session.sessionToken().equals(authorization.sessionToken())) {
                throw AwsError.invalidToken();
            }
            if (!world.now().isBefore(session.expiration())) {
                throw AwsError.expiredToken();
            }
            return new Caller(
                    session.account(), session.arn(), session.userId(), key, authorization.region(), session.actions());
        }
        for (Account account : world.scenario().accounts()) {
            for (AccessKey candidate : account.accessKeys()) {
                if (candidate.accessKeyId().equals(key) && authorization.sessionToken() == null) {
                    String arn = Identifiers.globalArn("iam", account.id(), "user/" + candidate.user());
                    String userId = "AIDA" + Identifiers.sixteenDigits(arn).toUpperCase(Locale.ROOT);
                    return new Caller(account.id(), arn, userId, key, authorization.region(), candidate.actions());
                }
            }
        }
        throw AwsError.invalidToken();
    }

    private void checkScope(Authorization authorization) {
        List<String> regions = world.scenario().regions();
        if (!regions.isEmpty() && !regions.contains(authorization.region())) {
            throw AwsError.badSignature("Credential should be scoped to a valid region. ");
        }
        if (world.scenario().checksDate()) {
            if (authorization.date() == null) {
                throw AwsError.badSignature("The request has no date");
            }
            Duration distance = Duration.between(authorization.date(), world.now());
            if (distance.abs().compareTo(TOLERANCE) > 0) {
                throw AwsError.badSignature(
                        "Signature expired: " + authorization.date() + " is more than 5 min. away from " + world.now());
            }
        }
    }

    /** The secret of an access key that {@link #authenticate} has found. */
    String secret(String accessKeyId) {
        Session session = sessions.get(accessKeyId);
        return session != null
                ? session.secretAccessKey()
                : world.scenario().accounts().stream()
                        .flatMap(account -> account.accessKeys().stream())
                        .filter(key -> key.accessKeyId().equals(accessKeyId))
                        .findFirst()
                        .orElseThrow()
                        .secretAccessKey();
    }

    Optional<Account> account(String id) {
        return world.scenario().accounts().stream()
                .filter(account -> account.id().equals(id))
                .findFirst();
    }

    Session open(Account account, Role role, String sessionName, Duration duration) {
        String digits = Identifiers.sixteenDigits(role.name() + count.incrementAndGet());
        String upper = digits.toUpperCase(Locale.ROOT);
        String roleId = "AROA" + Identifiers.sixteenDigits(role.name()).toUpperCase(Locale.ROOT);
        Session session = new Session(
                "ASIA" + upper,
                "secret-" + digits,
                "token-" + Identifiers.sixteenDigits(digits),
                world.now().plus(duration),
                account.id(),
                Identifiers.globalArn("sts", account.id(), "assumed-role/" + role.name() + "/" + sessionName),
                roleId + ":" + sessionName,
                role.actions());
        sessions.put(session.accessKeyId(), session);
        return session;
    }
}
