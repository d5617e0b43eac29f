package io.jenkins.plugins.tlserrorgate.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AccountCallsTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong();
    private final AccountCalls calls = new AccountCalls("123456789012", "eu-central-1", clock::get);

    @Test
    void theFirstCallNeedNotWaitAndTheNextDo() {
        assertThat(calls.reserve(10), is(0L));
        assertThat(calls.reserve(10), is(SECOND / 10));
        assertThat(calls.reserve(10), is(2 * SECOND / 10));
        clock.addAndGet(SECOND);
        assertThat(calls.reserve(10), is(0L));
        assertThat(calls.counts().calls(), is(4L));
    }

    @Property(tries = 200)
    void noSecondHasMoreCallsThanTheRate(
            @ForAll @IntRange(min = 1, max = AccountCalls.HIGHEST_RATE) int rate,
            @ForAll @Size(max = 200) List<@IntRange(max = 300_000_000) Integer> pauses) {
        AtomicLong now = new AtomicLong();
        AccountCalls some = new AccountCalls("", "", now::get);
        List<Long> moments = new ArrayList<>();
        for (int pause : pauses) {
            now.addAndGet(pause);
            long wait = some.reserve(rate);
            assertThat(wait, greaterThanOrEqualTo(0L));
            moments.add(now.get() + wait);
        }
        for (int i = 0; i < moments.size(); i++) {
            long from = moments.get(i);
            long within = moments.stream()
                    .filter(at -> at >= from && at < from + SECOND - rate)
                    .count();
            assertThat(within, lessThanOrEqualTo((long) rate));
        }
    }

    @Test
    void accessKeysOfUnknownAccountsCountTogether() {
        assertThat(AccountCalls.accountOf("AKIAUNKNOWN"), is(AccountCalls.UNKNOWN));
        AccountCalls.learn("AKIAKNOWN", "210987654321");
        assertThat(AccountCalls.accountOf("AKIAKNOWN"), is("210987654321"));
    }
}
