package org.rollcall.chassis.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one history, each with a hash over itself and all lines before: whoever changes, inserts, removes or reorders
 * a line afterwards breaks the chain at that line.
 *
 * @param id of the case or appeal; a line of one does not fit into the chain of another
 */
record Chain(String id, List<Link> links) {

    /**
     * A line in its place.
     *
     * @param sequence counts from 1
     * @param seal of the line's actor; null in lines that were written before there were seals
     * @param hash SHA-256, in hexadecimal
     */
    record Link(int sequence, Line line, @Nullable Seal seal, String hash) {}

    /**
     * Stands for the line's actor in its hash. A student who acted can so be erased, and the chain holds: the name goes, and
     * with it the salt, without which nobody can find out by trying whose digest it is.
     *
     * @param salt random; null when the actor was erased
     * @param digest SHA-256 of salt and actor, in hexadecimal
     */
    record Seal(@Nullable String salt, String digest) {

        static Seal of(String salt, String actor) {
            var digest = sha256();
            update(digest, salt);
            update(digest, actor);
            return new Seal(salt, HexFormat.of().formatHex(digest.digest()));
        }

        /** Whether this is who acted; nobody can say so any more of one who was erased. */
        boolean fits(String actor) {
            return salt == null
                    ? actor.equals(ERASED)
                    : of(salt, actor).digest().equals(digest);
        }
    }

    /** Stands where the id of a student was. */
    static final String ERASED = "erased";

    /** Where the chain is known to end. */
    record Head(int length, String hash) {

        /** Of a history without a line. */
        static final Head START = new Head(0, "");
    }

    /** What a check of the chain found. */
    sealed interface Verdict {

        /** Nothing was changed. */
        record Intact() implements Verdict {}

        /** The first line, counted from 1, that is not as it was written or not where it was written. */
        record Broken(int sequence, String why) implements Verdict {}
    }

    Chain {
        links = List.copyOf(links);
    }

    /**
     * The line that comes after the head.
     *
     * @param salt random, for the line alone
     */
    static Link next(String id, Head head, Line line, String salt) {
        var sequence = head.length() + 1;
        var seal = Seal.of(salt, line.actor());
        return new Link(sequence, line, seal, hash(id, head.hash(), sequence, line, seal));
    }

    Verdict verify(Head head) {
        var at = Head.START;
        for (var link : links) {
            if (link.sequence() != at.length() + 1) {
                return new Verdict.Broken(at.length() + 1, "the line is missing");
            }
            var seal = link.seal();
            if (seal != null && !seal.fits(link.line().actor())
                    || !link.hash().equals(hash(id, at.hash(), link.sequence(), link.line(), seal))) {
                return new Verdict.Broken(link.sequence(), "the line is not as it was written");
            }
            at = new Head(link.sequence(), link.hash());
        }
        if (at.length() < head.length()) {
            return new Verdict.Broken(at.length() + 1, "the line is missing");
        }
        if (at.length() > head.length()) {
            return new Verdict.Broken(head.length() + 1, "the line was added by another hand");
        }
        return at.equals(head)
                ? new Verdict.Intact()
                : new Verdict.Broken(at.length(), "the line is not as it was written");
    }

    private static String hash(String id, String previous, int sequence, Line line, @Nullable Seal seal) {
        var digest = sha256();
        digest.update(previous.getBytes(StandardCharsets.UTF_8));
        update(digest, id);
        update(digest, Integer.toString(sequence));
        update(digest, line.what());
        update(digest, line.about());
        update(digest, line.detail());
        update(digest, seal == null ? line.actor() : seal.digest());
        update(digest, line.at().toString());
        update(digest, line.cause());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** With its length before it, so that no letter can wander from one field to the next; none is not empty. */
    private static void update(MessageDigest digest, @Nullable String field) {
        var bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(field == null ? -1 : bytes.length)
                .flip());
        digest.update(bytes);
    }
}
