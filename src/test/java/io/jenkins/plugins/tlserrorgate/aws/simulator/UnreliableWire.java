package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way to a simulated AWS with what the JDK's server can't do by itself: it resets connections, and shows another time in the
 * answers' {@code Date}.
 */
public final class UnreliableWire implements AutoCloseable {
    private final ServerSocket server;
    private final URI target;
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "unreliable-wire");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger resetting = new AtomicInteger();
    private final AtomicInteger resets = new AtomicInteger();
    private volatile Duration ahead = Duration.ZERO;

    private UnreliableWire(URI target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen", e);
        }
    }

    /** A wire that so far does nothing but pass on. */
    public static UnreliableWire to(SimulatedAws aws) {
        UnreliableWire wire = new UnreliableWire(aws.endpoint());
        wire.executor.execute(wire::accept);
        return wire;
    }

    /** What SDK clients take as endpoint override. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Resets the next so many connections as soon as a request has come. */
    public void reset(int connections) {
        resetting.set(connections);
    }

    /** How many connections were reset. */
    public int resets() {
        return resets.get();
    }

    /** Lets all answers say that they were given so much later than they were. */
    public void setAhead(Duration duration) {
        ahead = duration;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                executor.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket aws = new Socket(target.getHost(), target.getPort())) {
            client.setTcpNoDelay(true);
            aws.setTcpNoDelay(true);
            int first = client.getInputStream().read();
            if (first < 0) {
                return;
            }
            if (resetting.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                resets.incrementAndGet();
                client.setSoLinger(true, 0);
                return;
            }
            aws.getOutputStream().write(first);
            executor.execute(() -> copy(client, aws));
            InputStream in = new BufferedInputStream(aws.getInputStream());
            while (answer(in, client.getOutputStream())) {
                client.getOutputStream().flush();
            }
        } catch (IOException e) {
            // One of both has hung up, and then so does the other.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // Likewise.
        }
    }

    private boolean answer(InputStream in, OutputStream out) throws IOException {
        long length = 0;
        for (String line = line(in); line != null; line = line(in)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("date:") && !ahead.isZero()) {
                line = "Date: "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                Instant.now().plus(ahead).atOffset(ZoneOffset.UTC));
            } else if (lower.startsWith("content-length:")) {
                length = Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
            }
            out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            if (line.isEmpty()) {
                for (long left = length; left > 0; ) {
                    byte[] piece = in.readNBytes((int) Math.min(left, 8192));
                    if (piece.length == 0) {
                        throw new EOFException();
                    }
                    out.write(piece);
                    left -= piece.length;
                }
                return true;
            }
        }
        return false;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            line.write(next);
        }
        return null;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        executor.shutdownNow();
    }
}
