package org.rollcall.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Ports of the loopback interface that nothing listens on. */
public final class Ports {

    /** Below the ports that systems give to outgoing connections: none of those can take what was just found free. */
    private static final int LOWEST = 16_000;

    private static final int COUNT = 16_000;
    private static final int APART = 97;

    /** JVMs that run at the same time, with neighbouring pids, begin at places apart. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * APART % COUNT));

    private Ports() {}

    /** A port that was free a moment ago. It is given once by this JVM, and hardly by another one at the same time. */
    public static int free() {
        return IntStream.range(0, COUNT)
                .map(_ -> LOWEST + NEXT.getAndIncrement() % COUNT)
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow(() -> new ServerFailure("No free port of " + COUNT + " from " + LOWEST));
    }

    /** Whether a server could listen on this port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * Whether something listens on the port of the loopback interface. It is asked by a connection: to take the port, even for
     * a moment, could be in the way of whoever is just about to have it.
     */
    public static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }
}
