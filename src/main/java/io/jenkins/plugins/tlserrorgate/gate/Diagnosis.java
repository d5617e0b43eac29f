package io.jenkins.plugins.tlserrorgate.gate;

import static io.jenkins.plugins.tlserrorgate.metrics.PlainText.number;

import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the errors of a gate that failed come from, as far as the data says.
 *
 * @param increases each metric whose errors rose
 * @param causes what may be behind it, likeliest first; none where the data supports none
 */
public record Diagnosis(List<Increase> increases, List<Cause> causes) implements Serializable {

    /** From this share on a rise is said to be in one part; below, to be spread. */
    private static final double MOSTLY = 0.6;

    /** Copies the lists. */
    public Diagnosis {
        increases = List.copyOf(increases);
        causes = List.copyOf(causes);
    }

    /** How a rise came about. */
    public enum Onset {
        /** From the first minutes on. */
        AT_ONCE(", from the first minute on"),
        /** Little by little. */
        SLOWLY(", rising slowly"),
        /** Neither is clear. */
        UNCLEAR("");

        private final String words;

        Onset(String words) {
            this.words = words;
        }
    }

    /** How well the data supports a cause. */
    public enum Sureness {
        /** The data fits this cause and speaks against others. */
        LIKELY,
        /** The data fits this cause, and others as well. */
        POSSIBLE
    }

    /**
     * What may be behind a rise.
     *
     * @param sureness how well the data supports it
     * @param sentence what it is, without a full stop
     */
    public record Cause(Sureness sureness, String sentence) implements Serializable {}

    /**
     * The errors of one metric that were not expected.
     */
    public static final class Increase implements Serializable {

        // Jenkins' serialization reads a record only as long as it has the very same components, but a class may have
        // got more fields than were stored. The number is that of a record, which this was when it was stored first.
        private static final long serialVersionUID = 0L;

        private final TlsMetric metric;
        private final double extraErrors;
        private final Onset onset;
        private final List<Share> groups;
        private final List<Share> zones;
        private final List<Share> balancers;

        /** A copy of these values; see the accessors. */
        public Increase(
                TlsMetric metric,
                double extraErrors,
                Onset onset,
                List<Share> groups,
                List<Share> zones,
                List<Share> balancers) {
            this.metric = metric;
            this.extraErrors = extraErrors;
            this.onset = onset;
            this.groups = sorted(groups);
            this.zones = sorted(zones);
            this.balancers = sorted(balancers);
        }

        /** The metric. */
        public TlsMetric metric() {
            return metric;
        }

        /** How many errors more than expected. */
        public double extraErrors() {
            return extraErrors;
        }

        /** How they came about. */
        public Onset onset() {
            return onset;
        }

        /** How they divide among target groups, the largest share first; none if that is not known. */
        public List<Share> groups() {
            return groups;
        }

        /** How they divide among zones, the largest share first; none if that is not known. */
        public List<Share> zones() {
            return zones;
        }

        /** How they divide among balancers, the largest share first; none where a gate has but one. */
        public List<Share> balancers() {
            // Null where it was stored before there was this field.
            return balancers == null ? List.of() : balancers;
        }

        private static List<Share> sorted(List<Share> shares) {
            return shares.stream()
                    .sorted(Comparator.comparingDouble(Share::share).reversed())
                    .toList();
        }

        /** Where it is, in a sentence without a full stop. */
        public String sentence() {
            List<String> places = new ArrayList<>();
            addPlace(places, balancers(), "load balancers");
            addPlace(places, groups, "target groups");
            addPlace(places, zones, "zones");
            String what = number(Math.rint(extraErrors)) + " more " + metric.id() + " TLS errors";
            return (places.isEmpty() ? what : "of " + what + ", " + String.join(", ", places)) + onset.words;
        }

        private void addPlace(List<String> places, List<Share> shares, String noun) {
            if (shares.isEmpty()) {
                return;
            }
            Share first = shares.get(0);
            places.add(
                    first.share() >= MOSTLY
                            ? percent(first.share()) + " " + place(first)
                            : "spread over " + shares.size() + " " + noun + " with at most " + percent(first.share())
                                    + " " + place(first));
        }

        private String place(Share share) {
            Scope scope = share.scope();
            if (scope.targetGroup() != null) {
                return "in target group " + scope.targetGroup().name();
            }
            return scope.zone() == null
                    ? "at " + scope.balancer().name()
                    : "in zone " + scope.zone()
                            + (balancers().isEmpty()
                                    ? ""
                                    : " of " + scope.balancer().name());
        }

        private static String percent(double share) {
            return Math.round(100 * share) + " %";
        }
    }

    /**
     * One part's share of an increase.
     *
     * @param scope the part
     * @param extraErrors how many errors more than expected it has
     * @param share its share of the increase, 0 to 1
     * @param trafficShare its share of the traffic of all parts of its kind, 0 to 1
     */
    public record Share(Scope scope, double extraErrors, double share, double trafficShare) implements Serializable {}

    /** Where the rise is, a sentence without a full stop for each metric. */
    public List<String> where() {
        return increases.stream().map(Increase::sentence).toList();
    }

    /** The likely and possible causes, a sentence without a full stop each. */
    public List<String> why() {
        return causes.stream()
                .map(cause -> (cause.sureness() == Sureness.LIKELY ? "likely cause: " : "possible cause: ")
                        + cause.sentence())
                .toList();
    }
}
