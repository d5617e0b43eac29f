package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.io.IOException;
import java.util.Map;

/** How a service's requests and answers look on the wire. */
interface WireProtocol {
    String contentType();

    /** The parameters in a request's body. */
    Map<String, Object> decode(byte[] body) throws IOException;

    /** The body of an answer. */
    byte[] encode(String operation, Map<String, Object> answer, String requestId) throws IOException;

    /** The body of an error. */
    byte[] encode(AwsError error, String requestId) throws IOException;

    /** Headers beyond the content type and the request id. */
    Map<String, String> headers(AwsError errorOrNull);
}
