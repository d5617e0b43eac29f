package io.jenkins.plugins.tlserrorgate.metrics;

/**
 * A source of metrics could not be read. The message is one line for the person who reads the build log: which call,
 * what it answered, the IAM action that is missing if one is, and the request id.
 */
public final class SourceException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What may be done about it. */
    public enum Kind {
        /** May pass by itself: throttling, a server's error, a connection lost, a token that will be renewed. */
        TRANSIENT,
        /** Will not pass by itself: permission denied, unknown credentials, a request that AWS refuses. */
        PERMANENT
    }

    private final Kind kind;

    /**
     * @param kind whether to try again makes sense
     * @param message one line for the build log
     * @param cause what was thrown, for the controller's log only
     */
    public SourceException(Kind kind, String message, Throwable cause) {
        super(PlainText.oneLine(message), cause);
        this.kind = kind;
    }

    /** Whether to try again makes sense. */
    public Kind kind() {
        return kind;
    }
}
