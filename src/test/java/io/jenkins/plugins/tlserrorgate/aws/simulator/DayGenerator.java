package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** Draws all samples of one balancer and one day (UTC): the same seed, balancer, changes and day give the same samples. */
final class DayGenerator {
    private static final int TRAFFIC = 1;
    private static final int CLIENT = 2;
    private static final int BURSTS = 3;
    private static final int COUNTS = 4;
    private static final int GROUPS = 16;

    private final Balancer balancer;
    private final List<AppliedChange> changes;
    private final SampleLayout layout;
    private final long seed;
    private final SlowNoise trafficNoise;
    private final SlowNoise clientNoise;
    private final BurstProcess bursts;
    private final List<SlowNoise> groupNoise;
    private final double weights;

    DayGenerator(long seed, Balancer balancer, List<AppliedChange> changes) {
        this.balancer = balancer;
        this.changes = changes;
        this.layout = new SampleLayout(balancer);
        this.seed = Randomness.at(seed, Long.parseUnsignedLong(Identifiers.sixteenDigits(balancer.arn()), 16));
        Traffic traffic = balancer.traffic();
        trafficNoise = new SlowNoise(Randomness.at(this.seed, TRAFFIC), traffic.variation(), traffic.correlation());
        clientNoise = noise(CLIENT, balancer.clientErrors());
        bursts = new BurstProcess(
                Randomness.at(this.seed, BURSTS), balancer.clientErrors().bursts());
        List<TargetGroup> groups = balancer.targetGroups();
        groupNoise = groups.stream()
                .map(group -> noise(GROUPS + groups.indexOf(group), group.errors()))
                .toList();
        weights = groups.stream().mapToDouble(TargetGroup::weight).sum();
    }

    private SlowNoise noise(int purpose, ErrorProcess errors) {
        return new SlowNoise(Randomness.at(seed, purpose), errors.variation(), errors.correlation());
    }

    SampleLayout layout() {
        return layout;
    }

    /** The samples of a day, counted from the epoch. */
    int[] generate(long day) {
        int[] samples = new int[layout.size()];
        long first = day * SampleLayout.MINUTES;
        double[] ofTraffic = trafficNoise.factors(first, SampleLayout.MINUTES);
        double[] ofClients = clientNoise.factors(first, SampleLayout.MINUTES);
        double[][] ofGroups = groupNoise.stream()
                .map(noise -> noise.factors(first, SampleLayout.MINUTES))
                .toArray(double[][]::new);
        DayOfWeek weekday = LocalDate.ofEpochDay(day).getDayOfWeek();
        boolean weekend = weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
        for (int i = 0; i < SampleLayout.MINUTES; i++) {
            if (balancer.created() != null
                    && (first + i) * 60 < balancer.created().getEpochSecond()) {
                continue;
            }
            double mean = mean(i, weekend) * ofTraffic[i];
            UniformRandomProvider generator = Randomness.generator(Randomness.at(seed, COUNTS), first + i);
            double clientRate = rate(balancer.clientErrors(), ofClients[i], generator);
            double[] groupRates = new double[layout.groups()];
            for (int group = 0; group < groupRates.length; group++) {
                groupRates[group] = rate(balancer.targetGroups().get(group).errors(), ofGroups[group][i], generator);
            }
            new MinuteDraw(samples, i, first + i, generator).draw(mean, clientRate, groupRates);
        }
        return samples;
    }

    private double mean(int minuteOfDay, boolean weekend) {
        Traffic traffic = balancer.traffic();
        double phase = 2 * Math.PI * (minuteOfDay / 60.0 - traffic.peakHour()) / 24;
        return traffic.connectionsPerMinute()
                * (1 + traffic.dailyAmplitude() * Math.cos(phase))
                * (weekend ? traffic.weekendFactor() : 1);
    }

    private static double rate(ErrorProcess errors, double noise, UniformRandomProvider generator) {
        return errors.perThousand() / 1000 * noise * Randomness.frailty(generator, errors.frailtyVariance());
    }

    /** One minute's draws. */
    private final class MinuteDraw {
        private final int[] samples;
        private final int minuteOfDay;
        private final long minute;
        private final UniformRandomProvider generator;

        MinuteDraw(int[] samples, int minuteOfDay, long minute, UniformRandomProvider generator) {
            this.samples = samples;
            this.minuteOfDay = minuteOfDay;
            this.minute = minute;
            this.generator = generator;
        }

        void draw(double mean, double clientRate, double[] groupRates) {
            boolean tls = balancer.isTls();
            double burst = tls ? bursts.size(minute) : 0;
            for (int node = 0; node < layout.nodes(); node++) {
                String zone = balancer.zones().get(node / layout.nodesPerZone());
                Effects effects = Effects.of(changes, minute, zone);
                double attempts = mean * effects.traffic() / layout.nodes();
                double lockedOut = tls ? effects.lockedOut() : 0;
                double failing = tls ? Math.min(1, clientRate * effects.clientErrors()) : 0;
                double scanning = effects.traffic() == 0 ? 0 : burst / layout.nodes();
                int failed = Randomness.poisson(generator, attempts * lockedOut)
                        + Randomness.poisson(generator, attempts * (1 - lockedOut) * failing)
                        + Randomness.poisson(generator, scanning);
                int succeeded = Randomness.poisson(generator, attempts * (1 - lockedOut) * (1 - failing));
                int index = layout.node(minuteOfDay, node);
                samples[layout.clientErrors(index)] = failed;
                int targets = drawTargets(index, zone, succeeded, groupRates);
                boolean application = balancer.type() == BalancerType.APPLICATION;
                samples[layout.newConnections(index)] = succeeded + failed + (application ? targets : 0);
                samples[layout.activeConnections(index)] = (int) Math.round((succeeded + (application ? targets : 0))
                        * balancer.traffic().openMinutes());
            }
        }

        /** Draws what happens between the node and the targets, and gives the number of new connections there. */
        private int drawTargets(int index, String zone, int succeeded, double[] groupRates) {
            Traffic traffic = balancer.traffic();
            int connections = 0;
            int requests = 0;
            if (weights == 0) {
                requests = Randomness.poisson(generator, succeeded * traffic.requestsPerConnection());
            }
            for (int i = 0; weights > 0 && i < groupRates.length; i++) {
                TargetGroup group = balancer.targetGroups().get(i);
                double share = group.weight() / weights;
                int toGroup = Randomness.poisson(generator, succeeded * traffic.requestsPerConnection() * share);
                samples[layout.requests(index, i)] = toGroup;
                requests += toGroup;
                if (!group.targetType().equals("lambda")) {
                    double opened = succeeded * traffic.targetConnectionsPerConnection() * share;
                    double rate = group.isTls()
                            ? Effects.targetErrorRate(changes, minute, zone, group.name(), groupRates[i])
                            : 0;
                    int failed = Randomness.poisson(generator, opened * rate);
                    samples[layout.targetErrors(index, i)] = failed;
                    connections += failed + Randomness.poisson(generator, opened * (1 - rate));
                }
            }
            samples[layout.requests(index)] = requests;
            return connections;
        }
    }
}
