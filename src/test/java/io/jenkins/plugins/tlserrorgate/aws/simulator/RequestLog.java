package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All requests to AWS services since the start, in the order in which they were answered. */
public final class RequestLog {
    private final List<LoggedRequest> requests = new CopyOnWriteArrayList<>();

    RequestLog() {}

    void add(LoggedRequest request) {
        requests.add(request);
    }

    public List<LoggedRequest> all() {
        return List.copyOf(requests);
    }

    /** Requests of one operation. */
    public List<LoggedRequest> of(String operation) {
        return requests.stream()
                .filter(request -> request.operation().equals(operation))
                .toList();
    }

    /** Forgets all requests so far. */
    public void clear() {
        requests.clear();
    }
}
