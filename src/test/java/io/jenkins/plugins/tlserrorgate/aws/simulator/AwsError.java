package io.jenkins.plugins.tlserrorgate.aws.simulator;

/** An error as AWS answers it: a status, a code of the Query protocol, a shape of the newer protocols, a message. */
final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String shape;

    AwsError(int status, String code, String shape, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.shape = shape;
    }

    /** An error whose code is the same in all protocols. */
    AwsError(int status, String code, String message) {
        this(status, code, code, message);
    }

    int status() {
        return status;
    }

    /** The code in XML answers and in the header for clients that know the Query protocol's codes. */
    String code() {
        return code;
    }

    /** The name of the error's shape in CBOR answers. */
    String shape() {
        return shape;
    }

    /** Who is to blame: Sender or Receiver. */
    String fault() {
        return status < 500 ? "Sender" : "Receiver";
    }

    static AwsError validation(String message) {
        return new AwsError(400, "ValidationError", message);
    }

    static AwsError throttling() {
        return new AwsError(400, "Throttling", "ThrottlingException", "Rate exceeded");
    }

    static AwsError internalFailure() {
        return new AwsError(
                500,
                "InternalFailure",
                "InternalServiceFault",
                "The request processing has failed because of an unknown error, exception or failure.");
    }

    static AwsError serviceUnavailable() {
        return new AwsError(
                503,
                "ServiceUnavailable",
                "ServiceUnavailableException",
                "The request has failed due to a temporary failure of the server.");
    }

    static AwsError accessDenied(Caller caller, String action, String resource) {
        String on = resource == null ? "" : " on resource: " + resource;
        return new AwsError(
                403,
                "AccessDenied",
                "AccessDeniedException",
                "User: " + caller.arn() + " is not authorized to perform: " + action + on
                        + " because no identity-based policy allows the " + action + " action");
    }

    static AwsError invalidToken() {
        return new AwsError(
                403,
                "InvalidClientTokenId",
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    static AwsError expiredToken() {
        return new AwsError(
                403, "ExpiredToken", "ExpiredTokenException", "The security token included in the request is expired");
    }

    static AwsError missingToken() {
        return new AwsError(
                403,
                "MissingAuthenticationToken",
                "MissingAuthenticationTokenException",
                "Request is missing Authentication Token");
    }

    static AwsError badSignature(String message) {
        return new AwsError(403, "SignatureDoesNotMatch", "InvalidSignatureException", message);
    }
}
