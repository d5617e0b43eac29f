package io.jenkins.plugins.tlserrorgate.inspection;

import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import java.util.List;

/**
 * What was read.
 *
 * @param request what was asked
 * @param region the region that was asked
 * @param balancer the balancer that was found
 * @param parts each metric of each part, in the order of the request
 * @param hadTraffic whether anything shows that the balancer was used in this time
 * @param notes what could not be checked or is otherwise worth knowing, a sentence each
 */
public record Inspection(
        InspectionRequest request,
        String region,
        LoadBalancerId balancer,
        List<InspectedPart> parts,
        boolean hadTraffic,
        List<String> notes) {

    /** Copies the lists. */
    public Inspection {
        parts = List.copyOf(parts);
        notes = List.copyOf(notes);
    }

    /** Whether no part has an error. */
    public boolean isEmpty() {
        return parts.stream().allMatch(part -> part.peak() < 0);
    }
}
