package io.jenkins.plugins.tlserrorgate.gate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;

/** What a restart does to a gate: it is stored and read again. */
final class Restart {

    private Restart() {}

    static Gate of(Gate gate) {
        try {
            ByteArrayOutputStream stored = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(stored)) {
                out.writeObject(gate);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(stored.toByteArray()))) {
                return (Gate) in.readObject();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
