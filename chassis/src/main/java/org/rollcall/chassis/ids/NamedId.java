package org.rollcall.chassis.ids;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that follow from what they name, so that the same has the same id whenever it is said. */
public final class NamedId {

    private static final MessageDigest MD5 = md5();
    private static final long VERSION_3 = 0x3000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private NamedId() {}

    /**
     * The name-based UUID, version 3 (MD5), of the UTF-8 text of these parts, joined by line feeds, which no id can hold;
     * without a namespace before it. {@link UUID#nameUUIDFromBytes} makes the same, and looks for the algorithm each time,
     * which takes longer than the hash.
     */
    public static UUID of(String... parts) {
        var hash = ByteBuffer.wrap(digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)));
        return new UUID(hash.getLong() & ~0xF000L | VERSION_3, hash.getLong() & ~0L >>> 2 | VARIANT);
    }

    private static byte[] digest(byte[] name) {
        try {
            return ((MessageDigest) MD5.clone()).digest(name);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own MD5 can be copied", e);
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }
}
