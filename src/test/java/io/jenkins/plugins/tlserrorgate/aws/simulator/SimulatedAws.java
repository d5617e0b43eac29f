package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An AWS on the loopback interface that the unmodified SDK talks to: one endpoint for CloudWatch (Smithy RPC v2 CBOR),
 * Elastic Load Balancing v2 and STS (Query), for all accounts and regions of its scenario.
 */
public final class SimulatedAws implements AutoCloseable {
    static {
        // Without it a kept-alive connection waits for the client's delayed acknowledgement between headers and body.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final World world;
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "simulated-aws");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;

    private SimulatedAws(Scenario scenario, InstantSource clock, int port) {
        world = new World(scenario, clock);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port, e);
        }
        server.setExecutor(executor);
        server.createContext("/", new AwsHandler(world, faults, requests));
        server.createContext("/control/", new ControlHandler(world, faults, requests));
    }

    /** Starts on any free port. */
    public static SimulatedAws start(Scenario scenario, InstantSource clock) {
        return start(scenario, clock, 0);
    }

    /**
     * Starts on a port.
     *
     * @param port port; 0 for any that is free
     */
    public static SimulatedAws start(Scenario scenario, InstantSource clock, int port) {
        SimulatedAws aws = new SimulatedAws(scenario, clock, port);
        aws.server.start();
        return aws;
    }

    /** What SDK clients take as endpoint override. */
    public URI endpoint() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://127.0.0.1:" + address.getPort());
    }

    /** What shall go wrong. */
    public Faults faults() {
        return faults;
    }

    /** What was asked. */
    public RequestLog requests() {
        return requests;
    }

    /**
     * Lets one of a balancer's changes happen now.
     *
     * @param balancer name or ARN of the balancer
     * @param change name of the change
     * @return when it happened, by the simulator's clock
     */
    public Instant apply(String balancer, String change) {
        return world.apply(balancer, change);
    }

    /** Lets a change happen now that need not be in the scenario. */
    public Instant apply(String balancer, Change change) {
        return world.apply(balancer, change);
    }

    /** Deletes a balancer. */
    public void delete(String balancer) {
        world.delete(balancer);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
