package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * Something that goes wrong on purpose.
 *
 * @param kind what goes wrong
 * @param operation the only operation concerned; null for any
 * @param times how many requests are concerned; 0 for all
 * @param status HTTP status of an error
 * @param code error code, or the status code of a metric
 * @param message error message
 * @param millis how long the answer is held, or its body takes, in real milliseconds
 * @param bytes size by which the body grows
 * @param metric name of the metric concerned
 */
public record Fault(
        @JsonProperty(required = true) Kind kind,
        String operation,
        Integer times,
        Integer status,
        String code,
        String message,
        Long millis,
        Integer bytes,
        String metric) {
    /** What can go wrong. */
    public enum Kind {
        /** An error with status, code and message as given. */
        ERROR,
        /** Too many requests. */
        THROTTLING,
        /** Status 500. */
        INTERNAL_FAILURE,
        /** Status 503. */
        SERVICE_UNAVAILABLE,
        /** The caller lacks the permission. */
        ACCESS_DENIED,
        /** The session token has expired. */
        EXPIRED_TOKEN,
        /** The answer is held, then the connection closed. */
        HOLD,
        /** The connection is closed instead of an answer. */
        DROP,
        /** The body comes in small pieces. */
        SLOW_BODY,
        /** The body is not what its content type says. */
        MALFORMED_BODY,
        /** The body ends before its announced length. */
        TRUNCATED_BODY,
        /** The body carries a very long unknown member. */
        OVERSIZED_BODY,
        /** The answer and its structures carry unknown members. */
        UNKNOWN_FIELDS,
        /** The answer carries the same token for a next page again and again. */
        REPEATED_TOKEN,
        /** One metric's result carries a status code of its own. */
        METRIC_STATUS
    }

    public Fault {
        times = times == null ? 1 : times;
        Check.that(times >= 0, "times must not be negative");
        millis = millis == null ? 60_000 : millis;
        bytes = bytes == null ? 16 << 20 : bytes;
        Check.that(
                kind != Kind.ERROR || status != null && code != null && message != null,
                "an ERROR needs status, code and message");
        Check.that(
                kind != Kind.METRIC_STATUS || metric != null && code != null, "a METRIC_STATUS needs metric and code");
    }

    /** A fault of this kind for the next request. */
    public static Fault of(Kind kind) {
        return new Fault(kind, null, null, null, null, null, null, null, null);
    }

    /** An error with any status, code and message. */
    public static Fault error(int status, String code, String message) {
        return new Fault(Kind.ERROR, null, null, status, code, message, null, null, null);
    }

    /** Holds the answer, then closes the connection. */
    public static Fault hold(Duration duration) {
        return new Fault(Kind.HOLD, null, null, null, null, null, duration.toMillis(), null, null);
    }

    /** Sends the body in pieces over this time. */
    public static Fault slowBody(Duration duration) {
        return new Fault(Kind.SLOW_BODY, null, null, null, null, null, duration.toMillis(), null, null);
    }

    /** Lets the body grow by so many bytes. */
    public static Fault oversizedBody(int bytes) {
        return new Fault(Kind.OVERSIZED_BODY, null, null, null, null, null, null, bytes, null);
    }

    /** Gives the results of one metric a status code: PartialData (half of its points), InternalError or Forbidden (none). */
    public static Fault metricStatus(String metric, String statusCode) {
        return new Fault(Kind.METRIC_STATUS, null, null, null, statusCode, null, null, null, metric);
    }

    /** The same fault for one operation only. */
    public Fault on(String onlyOperation) {
        return new Fault(kind, onlyOperation, times, status, code, message, millis, bytes, metric);
    }

    /** The same fault for the next so many requests; 0 for all. */
    public Fault times(int count) {
        return new Fault(kind, operation, count, status, code, message, millis, bytes, metric);
    }

    boolean concerns(String candidate) {
        return operation == null || operation.equals(candidate);
    }

    /** The error that this fault answers with; null if it is of another sort. */
    AwsError error(Caller caller, String action) {
        return switch (kind) {
            case ERROR -> new AwsError(status, code, message);
            case THROTTLING -> AwsError.throttling();
            case INTERNAL_FAILURE -> AwsError.internalFailure();
            case SERVICE_UNAVAILABLE -> AwsError.serviceUnavailable();
            case ACCESS_DENIED -> AwsError.accessDenied(caller, action, null);
            case EXPIRED_TOKEN -> AwsError.expiredToken();
            default -> null;
        };
    }
}
