package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything the simulated AWS knows before the first request.
 *
 * @param seed the same seed gives the same data
 * @param start the instant that changes' minutes count from; also where the clock of a simulator of its own begins
 * @param publication lateness of the data
 * @param regions the only valid regions; empty for any
 * @param accounts accounts
 * @param balancers load balancers
 * @param checksDate whether a request signed more than five minutes away from the simulator's clock is refused
 */
@JsonDeserialize(builder = Scenario.Builder.class)
public record Scenario(
        long seed,
        Instant start,
        Publication publication,
        List<String> regions,
        List<Account> accounts,
        List<Balancer> balancers,
        boolean checksDate) {
    public Scenario {
        regions = List.copyOf(regions);
        accounts = List.copyOf(accounts);
        balancers = List.copyOf(balancers);
        Set<String> ids = accounts.stream().map(Account::id).collect(Collectors.toSet());
        Check.that(ids.size() == accounts.size(), "accounts must have different ids");
        Set<String> keys = new HashSet<>();
        for (Account account : accounts) {
            for (AccessKey key : account.accessKeys()) {
                Check.that(keys.add(key.accessKeyId()), "accessKeyId " + key.accessKeyId() + " exists twice");
            }
        }
        Set<String> names = new HashSet<>();
        for (Balancer balancer : balancers) {
            Check.that(names.add(balancer.arn()), "balancer " + balancer.arn() + " exists twice");
            Check.that(
                    ids.contains(balancer.account()),
                    "balancer " + balancer.name() + " belongs to account " + balancer.account()
                            + " which is none of the scenario's " + ids);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The same scenario at another time: changes with a minute move, changes with an instant do not. */
    Scenario startingAt(Instant instant) {
        return new Scenario(seed, instant, publication, regions, accounts, balancers, checksDate);
    }

    /**
     * Reads a scenario from JSON.
     *
     * @throws IllegalArgumentException if it is not a valid scenario; the message says where and why
     */
    public static Scenario parse(String json) {
        return Json.read(Scenario.class, json);
    }

    /**
     * Reads a scenario from a file with JSON.
     *
     * @throws IllegalArgumentException if it is not a valid scenario; the message says where and why
     */
    public static Scenario load(Path file) throws IOException {
        try {
            return parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** Builds a {@link Scenario}; what is not set describes one account whose only key may do everything, and no balancer. */
    @JsonPOJOBuilder(withPrefix = "")
    public static final class Builder {
        private long seed = 1;
        private Instant start = Instant.parse("2026-01-14T12:00:00Z");
        private Publication publication = Publication.USUAL;
        private List<String> regions = List.of();
        private List<Account> accounts = List.of(Account.of(Account.DEFAULT_ID, Account.DEFAULT_KEY));
        private List<Balancer> balancers = List.of();
        private boolean checksDate;

        private Builder() {}

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder start(Instant value) {
            start = value;
            return this;
        }

        public Builder publication(Publication value) {
            publication = value;
            return this;
        }

        public Builder regions(String... values) {
            regions = List.of(values);
            return this;
        }

        public Builder accounts(Account... values) {
            accounts = List.of(values);
            return this;
        }

        public Builder balancers(Balancer... values) {
            balancers = List.of(values);
            return this;
        }

        public Builder checksDate(boolean value) {
            checksDate = value;
            return this;
        }

        public Scenario build() {
            return new Scenario(seed, start, publication, regions, accounts, balancers, checksDate);
        }
    }
}
