package io.jenkins.plugins.tlserrorgate.aws;

import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException.Kind;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Turns what the SDK throws into one line for a build log: the call, AWS' answer, the IAM action that is missing, the
 * request id.
 */
final class AwsErrors {

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CommonErrors.html; the Query protocol's names
    // differ.
    private static final Set<String> DENIED = Set.of(
            "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized", "AuthorizationError");
    private static final Set<String> EXPIRED =
            Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");
    private static final Set<String> UNKNOWN_IDENTITY = Set.of(
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "InvalidSignatureException",
            "MissingAuthenticationToken");

    /** A page that CloudWatch no longer knows: the next look begins with the first. */
    private static final String STALE_PAGE = "InvalidNextToken";

    private static final int LONGEST_ANSWER = 400;

    private AwsErrors() {}

    /**
     * @param action the IAM action of the call, such as {@code cloudwatch:GetMetricData}
     * @param thrown what the SDK threw
     * @throws InterruptedException if the call ended because the thread was interrupted
     */
    static SourceException translate(String action, SdkException thrown) throws InterruptedException {
        return translate(action, remedy(action), thrown);
    }

    /**
     * What an answer means that {@linkplain #isDenied denies} the call.
     *
     * @param action the IAM action of the call
     * @param answer the answer
     */
    static SourceException denial(String action, AwsServiceException answer) {
        return translate(action, remedy(action), answer);
    }

    private static String remedy(String action) {
        return "allow the IAM action " + action + " to this identity";
    }

    /**
     * @param call the call as people would call it
     * @param remedy what to do if it is denied
     * @param thrown what the SDK threw
     * @throws InterruptedException if the call ended because the thread was interrupted
     */
    static SourceException translate(String call, String remedy, SdkException thrown) throws InterruptedException {
        if (thrown instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            throw new InterruptedException(call);
        }
        if (thrown instanceof AwsServiceException answer) {
            return translate(call, remedy, answer);
        }
        if (thrown instanceof ApiCallTimeoutException || thrown instanceof ApiCallAttemptTimeoutException) {
            return new SourceException(Kind.TRANSIENT, call + ": no answer from AWS in time", thrown);
        }
        if (isWithoutCredentials(thrown)) {
            return new SourceException(
                    Kind.PERMANENT,
                    call + ": no AWS credentials were found; set credentialsId, or the environment's"
                            + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this machine a role",
                    thrown);
        }
        return new SourceException(
                Kind.TRANSIENT, call + ": no usable answer from AWS: " + rootMessage(thrown), thrown);
    }

    private static SourceException translate(String call, String remedy, AwsServiceException answer) {
        String code = code(answer);
        String said = code + shortened(answer) + requestId(answer);
        if (DENIED.contains(code)) {
            return new SourceException(Kind.PERMANENT, call + " was denied; " + remedy + ": " + said, answer);
        }
        if (EXPIRED.contains(code)) {
            return new SourceException(
                    Kind.TRANSIENT, call + ": the credentials' session token has expired: " + said, answer);
        }
        if (UNKNOWN_IDENTITY.contains(code)) {
            // The message of a wrong signature quotes the request, headers and all; the code says enough.
            return new SourceException(
                    Kind.PERMANENT,
                    call + ": AWS does not accept the credentials: " + code + requestId(answer)
                            + "; check the access key, its secret and, for temporary ones, the session token",
                    answer);
        }
        boolean passing = answer.isThrottlingException()
                || answer.isClockSkewException()
                || code.startsWith(STALE_PAGE)
                || answer.statusCode() >= 500
                || answer.statusCode() == 429;
        return new SourceException(
                passing ? Kind.TRANSIENT : Kind.PERMANENT, call + " was answered with " + said, answer);
    }

    /** Whether AWS denied the call for lack of a permission. */
    static boolean isDenied(AwsServiceException answer) {
        return DENIED.contains(code(answer));
    }

    private static String code(AwsServiceException answer) {
        String code = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorCode();
        return code == null ? "HTTP " + answer.statusCode() : code;
    }

    private static String shortened(AwsServiceException answer) {
        String message = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorMessage();
        if (message == null || message.isBlank()) {
            return "";
        }
        return ": " + (message.length() <= LONGEST_ANSWER ? message : message.substring(0, LONGEST_ANSWER) + "…");
    }

    private static String requestId(AwsServiceException answer) {
        return answer.requestId() == null ? "" : " (request id " + answer.requestId() + ")";
    }

    // The SDK has no type of its own for this, nor has the chain that tried each of its providers in turn.
    private static boolean isWithoutCredentials(SdkException thrown) {
        String message = String.valueOf(thrown.getMessage());
        return message.contains("Unable to load credentials") || message.contains("Access key ID cannot be blank");
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? "" : ": " + root.getMessage();
        return root.getClass().getSimpleName()
                + (message.length() <= LONGEST_ANSWER ? message : message.substring(0, LONGEST_ANSWER));
    }
}
