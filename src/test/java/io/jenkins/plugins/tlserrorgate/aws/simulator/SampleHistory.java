package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All samples of one balancer under the changes known so far, drawn a day at a time when first read. */
final class SampleHistory {
    private final DayGenerator generator;
    private final Map<Long, SoftReference<int[]>> days = new ConcurrentHashMap<>();

    SampleHistory(long seed, Balancer balancer, List<AppliedChange> changes) {
        generator = new DayGenerator(seed, balancer, changes);
    }

    SampleLayout layout() {
        return generator.layout();
    }

    /** The samples of a day, counted from the epoch. */
    int[] day(long day) {
        SoftReference<int[]> reference = days.get(day);
        int[] samples = reference == null ? null : reference.get();
        if (samples == null) {
            samples = generator.generate(day);
            days.put(day, new SoftReference<>(samples));
        }
        return samples;
    }
}
