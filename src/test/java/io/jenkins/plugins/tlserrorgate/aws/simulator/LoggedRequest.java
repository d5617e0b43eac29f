package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.time.Instant;
import java.util.Map;

/**
 * A request that has been answered.
 *
 * @param time when it arrived, by the simulator's clock
 * @param service signing name of the service
 * @param operation operation
 * @param accessKeyId access key that signed; null without a valid Authorization header
 * @param region region of the credential scope; null likewise
 * @param queries number of metric queries; 0 for other operations than GetMetricData
 * @param parameters decoded parameters
 * @param status HTTP status of the answer; 0 where none was sent
 * @param errorCode code of the error; null for success
 * @param requestId request id of the answer
 */
public record LoggedRequest(
        Instant time,
        String service,
        String operation,
        String accessKeyId,
        String region,
        int queries,
        Map<String, Object> parameters,
        int status,
        String errorCode,
        String requestId) {}
