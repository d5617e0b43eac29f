package io.jenkins.plugins.tlserrorgate.tlspolicy;

import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.NearWord;
import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a pipeline meant to deploy: every listener with TLS shall have it.
 *
 * @param minimum the oldest version that may be offered, null for any
 * @param policy the security policy's name, null for any
 */
public record TlsExpectation(TlsVersion minimum, String policy) implements Serializable {

    private static final List<String> KEYS = List.of("minimum", "policy");

    // Names of predefined policies:
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
    private static final String PREFIX = "ELBSecurityPolicy-";

    private static final Pattern POLICY = Pattern.compile(PREFIX + "[A-Za-z0-9-]{1,100}");

    /**
     * What a snapshot says about an expectation.
     *
     * @param violations what is not as expected
     * @param unchecked what could not be checked, a sentence each
     */
    public record Findings(List<Violation> violations, List<String> unchecked) {
        /** Copies the lists. */
        public Findings {
            violations = List.copyOf(violations);
            unchecked = List.copyOf(unchecked);
        }

        /** Whether everything was checked and is as expected. */
        public boolean isMet() {
            return violations.isEmpty() && unchecked.isEmpty();
        }
    }

    /**
     * Something that is not as expected.
     *
     * @param port the listener's port, null if it is about the load balancer
     * @param sentence what it is, without a full stop
     */
    public record Violation(Integer port, String sentence) {}

    /**
     * @param parameter the parameter that the values were given for, such as {@code expectTls}
     * @param minimum {@code TLSv1.0} to {@code TLSv1.3}, null or blank for any
     * @param policy the name of a security policy, null or blank for any
     * @throws InvalidParameterException if one of them is wrong, or neither is given
     */
    public static TlsExpectation parse(String parameter, String minimum, String policy) {
        if (!isSet(minimum) && !isSet(policy)) {
            throw new InvalidParameterException(
                    parameter,
                    null,
                    "expects nothing; give minimum, policy or both, as in [minimum: 'TLSv1.2', policy:"
                            + " 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09']");
        }
        return new TlsExpectation(
                isSet(minimum) ? TlsVersion.parse(parameter + ".minimum", minimum) : null,
                isSet(policy) ? policyName(parameter + ".policy", policy.strip()) : null);
    }

    /**
     * @param parameter the parameter that the map was given for
     * @param values {@code minimum}, {@code policy} or both
     * @throws InvalidParameterException if a key is another, a value is wrong, or there is none
     */
    public static TlsExpectation parse(String parameter, Map<String, ?> values) {
        for (String key : values.keySet()) {
            if (!KEYS.contains(key)) {
                throw new InvalidParameterException(
                        parameter,
                        key,
                        "is nothing that can be expected; use " + String.join(" or ", KEYS)
                                + NearWord.hint(String.valueOf(key), KEYS));
            }
        }
        return parse(parameter, text(values.get("minimum")), text(values.get("policy")));
    }

    private static String policyName(String parameter, String name) {
        if (POLICY.matcher(name).matches()) {
            return name;
        }
        String completed = PREFIX + name;
        throw new InvalidParameterException(
                parameter,
                name,
                "is no name of a security policy; they look like ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
                        + (POLICY.matcher(completed).matches()
                                ? "; did you mean " + PlainText.quote(completed) + "?"
                                : ""));
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static boolean isSet(String text) {
        return text != null && !text.isBlank();
    }

    /** Holds a snapshot against the expectation. */
    public Findings check(ListenerSnapshot snapshot) {
        if (!snapshot.exists()) {
            return violated("load balancer " + snapshot.loadBalancer() + " does not exist");
        }
        if (!snapshot.isRead(Unread.Subject.LISTENERS)) {
            return new Findings(
                    List.of(),
                    snapshot.unread().stream()
                            .filter(gap -> gap.subject() == Unread.Subject.BALANCER
                                    || gap.subject() == Unread.Subject.LISTENERS)
                            .map(Unread::sentence)
                            .toList());
        }
        if (snapshot.tlsListeners().isEmpty()) {
            return violated("no listener of " + snapshot.loadBalancer() + " speaks TLS");
        }
        List<Violation> violations = new ArrayList<>();
        List<String> unchecked = new ArrayList<>();
        for (ListenerTls listener : snapshot.tlsListeners()) {
            checkPolicy(listener, violations);
            checkMinimum(listener, violations, unchecked);
        }
        if (!unchecked.isEmpty()) {
            snapshot.unread().stream()
                    .filter(gap -> gap.subject() == Unread.Subject.POLICIES)
                    .map(Unread::sentence)
                    .forEach(unchecked::add);
        }
        return new Findings(violations, unchecked);
    }

    private static Findings violated(String sentence) {
        return new Findings(List.of(new Violation(null, sentence)), List.of());
    }

    private void checkPolicy(ListenerTls listener, List<Violation> violations) {
        if (policy != null && !policy.equals(listener.policy().name())) {
            violations.add(new Violation(
                    listener.port(),
                    "listener " + listener.port() + " has " + listener.policy() + " instead of " + policy));
        }
    }

    private void checkMinimum(ListenerTls listener, List<Violation> violations, List<String> unchecked) {
        if (minimum == null) {
            return;
        }
        SecurityPolicy offered = listener.policy();
        if (!offered.isRead()) {
            unchecked.add("Whether listener " + listener.port() + " offers nothing older than " + minimum
                    + " is not known, as the protocols of " + offered + " were not read.");
            return;
        }
        Stream<String> older = offered.versions().headSet(minimum).stream().map(TlsVersion::id);
        Stream<String> strange = offered.protocols().stream().filter(name -> TlsVersion.ofAws(name) == null);
        List<String> wrong = older.toList();
        if (!wrong.isEmpty()) {
            violations.add(new Violation(
                    listener.port(),
                    "listener " + listener.port() + " still offers " + PolicyDifference.listed(wrong) + " (" + offered
                            + "), expected is " + minimum + " or newer"));
        }
        strange.forEach(name -> unchecked.add("Whether " + name + ", which listener " + listener.port()
                + " offers, is older than " + minimum + " is not known."));
    }

    /** The expectation in few words. */
    @Override
    public String toString() {
        return Stream.of(minimum == null ? null : minimum + " or newer", policy == null ? null : "policy " + policy)
                .filter(part -> part != null)
                .reduce((one, other) -> one + " and " + other)
                .orElse("anything");
    }
}
