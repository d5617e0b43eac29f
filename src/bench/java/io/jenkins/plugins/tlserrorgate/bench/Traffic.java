package io.jenkins.plugins.tlserrorgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Connections by minute. */
interface Traffic {

    /** Mean of new connections a minute. */
    double MEAN = 250;

    /** New connections of consecutive minutes, beginning at a random time of day. */
    double[] connections(int minutes, RandomGenerator random);

    /**
     * A daily rhythm between 0.4 and 1.6 of the mean, with the scatter of a Poisson count around it, taken as normal
     * and rounded, as the counts are large.
     */
    static Traffic synthetic() {
        return (minutes, random) -> {
            double phase = random.nextDouble() * 1440;
            double[] connections = new double[minutes];
            for (int i = 0; i < minutes; i++) {
                double mean = MEAN * (1 + 0.6 * Math.sin(2 * Math.PI * (i + phase) / 1440));
                connections[i] = Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
            }
            return connections;
        };
    }

    /**
     * A recorded trace, scaled to the same mean, entered at a random minute and continued from its beginning where it
     * ends. A value holds for the time up to the next line's, evenly by the minute.
     *
     * @param file lines of {@code timestamp,value} after a header, in the order of time; further columns are passed over
     * @throws IOException if the file can't be read or is no such file
     */
    static Traffic trace(Path file) throws IOException {
        List<Double> minutes = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        LocalDateTime previous = null;
        double value = 0;
        for (int n = 1; n < lines.size(); n++) {
            String[] fields = lines.get(n).split(",", -1);
            try {
                LocalDateTime time = time(fields[0]);
                if (previous != null) {
                    long gap = Math.max(1, Duration.between(previous, time).toMinutes());
                    for (long i = 0; i < gap; i++) {
                        minutes.add(value / gap);
                    }
                }
                previous = time;
                value = Double.parseDouble(fields[1]);
            } catch (DateTimeParseException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IOException(file + ", line " + (n + 1) + ": not a timestamp and a value: " + lines.get(n), e);
            }
        }
        double mean =
                minutes.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        if (mean <= 0) {
            throw new IOException(file + ": no requests in it");
        }
        double[] scaled =
                minutes.stream().mapToDouble(v -> Math.rint(v / mean * MEAN)).toArray();
        return (length, random) -> {
            int start = random.nextInt(scaled.length);
            double[] connections = new double[length];
            for (int i = 0; i < length; i++) {
                connections[i] = scaled[(start + i) % scaled.length];
            }
            return connections;
        };
    }

    private static LocalDateTime time(String text) {
        String iso = text.strip().replace(' ', 'T');
        return iso.matches(".*(Z|[+-][0-9]{2}:?[0-9]{2})")
                ? OffsetDateTime.parse(iso)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime()
                : LocalDateTime.parse(iso);
    }
}
