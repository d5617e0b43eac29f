package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.util.List;
import java.util.Map;

/**
 * An authorized request without its envelope.
 *
 * @param operation name of the operation
 * @param caller who asks
 * @param parameters decoded parameters: a tree for CBOR, flat names such as {@code Names.member.1} for the Query protocol
 * @param faults injected faults that concern the answer's content
 */
record Call(String operation, Caller caller, Map<String, Object> parameters, List<Fault> faults) {}
