package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Security Token Service: AssumeRole and GetCallerIdentity. */
final class TokenService implements AwsService {
    private static final Pattern ROLE_ARN =
            Pattern.compile("arn:aws[a-z-]*:iam::([0-9]{12}):role/([\\w+=,.@/-]{1,512})");
    private static final int DEFAULT_SECONDS = 3600;
    private static final int MIN_SECONDS = 900;
    private static final int MAX_SECONDS = 43_200;

    private final Identities identities;

    TokenService(Identities identities) {
        this.identities = identities;
    }

    @Override
    public String signingName() {
        return "sts";
    }

    @Override
    public String actionPrefix() {
        return "sts";
    }

    @Override
    public Permission permission(String operation) {
        return switch (operation) {
            case "AssumeRole", "GetCallerIdentity" -> Permission.NONE;
            default -> Permission.UNKNOWN_OPERATION;
        };
    }

    @Override
    public Map<String, Object> answer(Call call) {
        return call.operation().equals("AssumeRole") ? assumeRole(call) : callerIdentity(call.caller());
    }

    private static Map<String, Object> callerIdentity(Caller caller) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("Arn", caller.arn());
        answer.put("UserId", caller.userId());
        answer.put("Account", caller.account());
        return answer;
    }

    private Map<String, Object> assumeRole(Call call) {
        QueryParameters parameters = new QueryParameters(call.parameters());
        String roleArn = parameters.required("RoleArn");
        String sessionName = parameters.required("RoleSessionName");
        if (!sessionName.matches("[\\w+=,.@-]{2,64}")) {
            throw AwsError.validation("1 validation error detected: Value '" + sessionName
                    + "' at 'roleSessionName' failed to satisfy constraint:"
                    + " Member must satisfy regular expression pattern: [\\w+=,.@-]*");
        }
        Matcher matcher = ROLE_ARN.matcher(roleArn);
        if (!matcher.matches()) {
            throw AwsError.validation(roleArn + " is invalid");
        }
        int seconds = parameters.integer("DurationSeconds", DEFAULT_SECONDS);
        if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
            throw AwsError.validation("1 validation error detected: Value '" + seconds
                    + "' at 'durationSeconds' failed to satisfy constraint: Member must be between " + MIN_SECONDS
                    + " and " + MAX_SECONDS);
        }
        Account account = identities.account(matcher.group(1)).orElseThrow(() -> denied(call, roleArn));
        Role role = account.roles().stream()
                .filter(candidate -> candidate.name().equals(matcher.group(2)))
                .filter(candidate -> candidate.trusts(call.caller().account()))
                .filter(candidate ->
                        candidate.externalId() == null || candidate.externalId().equals(parameters.text("ExternalId")))
                .findFirst()
                .orElseThrow(() -> denied(call, roleArn));
        if (!call.caller().may("sts:AssumeRole")) {
            throw denied(call, roleArn);
        }
        return describe(identities.open(account, role, sessionName, Duration.ofSeconds(seconds)));
    }

    private static AwsError denied(Call call, String roleArn) {
        return new AwsError(
                403,
                "AccessDenied",
                "User: " + call.caller().arn() + " is not authorized to perform: sts:AssumeRole on resource: "
                        + roleArn);
    }

    private static Map<String, Object> describe(Identities.Session session) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("AssumedRoleId", session.userId());
        user.put("Arn", session.arn());
        Map<String, Object> credentials = new LinkedHashMap<>();
        credentials.put("AccessKeyId", session.accessKeyId());
        credentials.put("SecretAccessKey", session.secretAccessKey());
        credentials.put("SessionToken", session.sessionToken());
        credentials.put("Expiration", session.expiration());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("AssumedRoleUser", user);
        answer.put("Credentials", credentials);
        return answer;
    }
}
