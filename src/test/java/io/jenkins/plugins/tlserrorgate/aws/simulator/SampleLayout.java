package io.jenkins.plugins.tlserrorgate.aws.simulator;

/** Where a minute's samples are in the array of a day: node by node, first what concerns the node, then its target groups. */
final class SampleLayout {
    static final int MINUTES = 1440;

    private static final int CLIENT_ERRORS = 0;
    private static final int NEW_CONNECTIONS = 1;
    private static final int ACTIVE_CONNECTIONS = 2;
    private static final int REQUESTS = 3;
    private static final int OF_NODE = 4;
    private static final int OF_GROUP = 2;

    private final int nodes;
    private final int nodesPerZone;
    private final int groups;

    SampleLayout(Balancer balancer) {
        nodesPerZone = balancer.nodesPerZone();
        nodes = balancer.zones().size() * nodesPerZone;
        groups = balancer.targetGroups().size();
    }

    int nodes() {
        return nodes;
    }

    int nodesPerZone() {
        return nodesPerZone;
    }

    int groups() {
        return groups;
    }

    int size() {
        return MINUTES * nodes * width();
    }

    private int width() {
        return OF_NODE + OF_GROUP * groups;
    }

    /** Index of a node's first sample. */
    int node(int minuteOfDay, int node) {
        return (minuteOfDay * nodes + node) * width();
    }

    int clientErrors(int nodeIndex) {
        return nodeIndex + CLIENT_ERRORS;
    }

    int newConnections(int nodeIndex) {
        return nodeIndex + NEW_CONNECTIONS;
    }

    int activeConnections(int nodeIndex) {
        return nodeIndex + ACTIVE_CONNECTIONS;
    }

    int requests(int nodeIndex) {
        return nodeIndex + REQUESTS;
    }

    int targetErrors(int nodeIndex, int group) {
        return nodeIndex + OF_NODE + OF_GROUP * group;
    }

    int requests(int nodeIndex, int group) {
        return nodeIndex + OF_NODE + OF_GROUP * group + 1;
    }
}
