package io.jenkins.plugins.tlserrorgate.aws;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The calls to one account in one region since this process began: counts them, and keeps them apart so that they stay
 * under a rate. CloudWatch answers 50 GetMetricData requests a second and account and region
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html), and gates are not the only ones
 * who ask.
 */
public final class AccountCalls {

    /** How many calls a second are usual; a fifth of what CloudWatch allows. */
    public static final int USUAL_RATE = 10;

    /** The highest rate that makes sense: what CloudWatch allows. */
    public static final int HIGHEST_RATE = 50;

    /** Where an account is not known yet; all of these together have one rate, so that nobody gets around it. */
    static final String UNKNOWN = "-";

    /** More than any controller deploys to; a pipeline may name roles of accounts that do not exist. */
    private static final int MOST_REMEMBERED = 1_000;

    /** What was asked longest ago first. */
    private static final Map<String, AccountCalls> ALL = remembered();

    /** Which account an access key belongs to, once a load balancer's ARN has told. */
    private static final Map<String, String> ACCOUNTS = remembered();

    private static <V> Map<String, V> remembered() {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MOST_REMEMBERED;
            }
        });
    }

    private final String account;
    private final String region;
    private final LongSupplier clock;

    private long calls;
    private long throttled;
    private long failed;
    private long shared;
    private long nextAt;

    AccountCalls(String account, String region, LongSupplier clock) {
        this.account = account;
        this.region = region;
        this.clock = clock;
        this.nextAt = clock.getAsLong();
    }

    /** The calls to an account in a region. */
    static AccountCalls of(String account, String region) {
        return ALL.computeIfAbsent(account + " " + region, key -> new AccountCalls(account, region, System::nanoTime));
    }

    /** The number of the account that an access key belongs to, {@link #UNKNOWN} until that is known. */
    static String accountOf(String accessKeyId) {
        return ACCOUNTS.getOrDefault(accessKeyId, UNKNOWN);
    }

    static void learn(String accessKeyId, String account) {
        ACCOUNTS.put(accessKeyId, account);
    }

    /** The counts of every account and region, in order. */
    public static List<Counts> all() {
        List<AccountCalls> calls;
        synchronized (ALL) {
            calls = List.copyOf(ALL.values());
        }
        return calls.stream()
                .map(AccountCalls::counts)
                .sorted(Comparator.comparing(Counts::account).thenComparing(Counts::region))
                .toList();
    }

    /**
     * What was counted.
     *
     * @param account the account's number, or {@value #UNKNOWN} for all calls before it was known
     * @param region the region
     * @param calls calls sent, each attempt counted
     * @param throttled of these, refused as too many
     * @param failed of these, without a usable answer for another reason
     * @param shared reads that needed no call, as another gate had just had the same
     */
    public record Counts(String account, String region, long calls, long throttled, long failed, long shared) {}

    /** What was counted so far. */
    public synchronized Counts counts() {
        return new Counts(account, region, calls, throttled, failed, shared);
    }

    /**
     * Takes the next free moment for a call.
     *
     * @param rate how many calls a second there may be, above 0
     * @return how long to wait for it, in nanoseconds
     */
    synchronized long reserve(int rate) {
        calls++;
        long now = clock.getAsLong();
        long at = Math.max(now, nextAt);
        nextAt = at + TimeUnit.SECONDS.toNanos(1) / rate;
        return at - now;
    }

    synchronized void throttled() {
        throttled++;
    }

    synchronized void failed() {
        failed++;
    }

    synchronized void shared() {
        shared++;
    }
}
