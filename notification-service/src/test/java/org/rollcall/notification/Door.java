package org.rollcall.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The way to a server: open, shut, or open to somebody who never says a word. */
public final class Door implements AutoCloseable {

    private final int port;
    private final int serverPort;
    private final Set<Socket> inside = ConcurrentHashMap.newKeySet();
    private volatile @Nullable CompletableFuture<Void> silence;
    private @Nullable ServerSocket door;

    /** A door before the server at that port; it is open at once. */
    public Door(int serverPort) {
        this.serverPort = serverPort;
        this.door = listen(0);
        this.port = door.getLocalPort();
        accept(door);
    }

    public int port() {
        return port;
    }

    /**
     * From now on whoever comes in hears nothing.
     *
     * @return completes when the first has come
     */
    public synchronized CompletableFuture<Void> mute() {
        var first = new CompletableFuture<Void>();
        silence = first;
        return first;
    }

    /** Nobody gets in. */
    public synchronized void shut() {
        close(door);
        door = null;
    }

    /** As it was before. */
    public synchronized void open() {
        silence = null;
        if (door == null) {
            door = listen(port);
            accept(door);
        }
    }

    @Override
    public void close() {
        shut();
        inside.forEach(Door::close);
    }

    private static ServerSocket listen(int port) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket open) {
        Thread.ofVirtual().name("door").start(() -> {
            try {
                while (true) {
                    enter(open.accept());
                }
            } catch (IOException shut) {
                // The door was closed.
            }
        });
    }

    private void enter(Socket client) throws IOException {
        inside.add(client);
        var muted = silence;
        if (muted != null) {
            muted.complete(null);
            return;
        }
        var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        inside.add(server);
        Thread.ofVirtual().name("door-in").start(() -> pass(client, server));
        Thread.ofVirtual().name("door-out").start(() -> pass(server, client));
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of the two has gone, and so the other goes.
        } finally {
            close(from);
            close(to);
            inside.remove(from);
            inside.remove(to);
        }
    }

    private static void close(@Nullable AutoCloseable what) {
        try {
            if (what != null) {
                what.close();
            }
        } catch (Exception e) {
            // It is closed.
        }
    }
}
