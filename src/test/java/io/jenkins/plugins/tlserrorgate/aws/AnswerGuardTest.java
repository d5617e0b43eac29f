package io.jenkins.plugins.tlserrorgate.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;

/** How far the clocks may be apart; FaultsTest has what a gate makes of it. */
class AnswerGuardTest {

    private final AnswerGuard guard = new AnswerGuard();

    /** Has the guard see an answer with such a header. */
    private void answer(String date) {
        SdkRequest request = GetMetricDataRequest.builder().build();
        guard.afterTransmission(
                InterceptorContext.builder()
                        .request(request)
                        .httpResponse(SdkHttpFullResponse.builder()
                                .statusCode(200)
                                .putHeader("Date", date)
                                .build())
                        .build(),
                new ExecutionAttributes());
    }

    private static String inSeconds(int seconds) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(seconds).atOffset(ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(ints = {-50, 0, 50})
    void lessThanAMinuteApartIsTheSameTime(int seconds) throws SourceException {
        answer(inSeconds(seconds));
        guard.checkClock();
    }

    @Test
    void moreThanAMinuteApartCannotBeJudged() {
        answer(inSeconds(-70));
        SourceException ahead = assertThrows(SourceException.class, guard::checkClock);
        assertThat(ahead.kind(), is(SourceException.Kind.PERMANENT));
        assertThat(ahead.getMessage(), containsString(" s ahead of that of AWS"));
        answer(inSeconds(70));
        assertThat(
                assertThrows(SourceException.class, guard::checkClock).getMessage(),
                containsString(" s behind that of AWS"));
    }

    @Test
    void theLastAnswerCountsAndWhatIsNoDateDoesNot() throws SourceException {
        answer(inSeconds(-3600));
        answer(inSeconds(0));
        guard.checkClock();
        answer(inSeconds(-3600));
        answer("yesterday");
        guard.checkClock();
        assertThat(guard.answers(), is(4));
    }
}
